// What moves out of one mock into the mock of the new module that the file has already: two mocks of one module are one too many.

import type { Node, ObjectExpression } from '@babel/types';
import type { Edit } from '../codemod.ts';
import { fileStyle } from '../file-style.ts';
import { editMembers, removeNodes } from '../removal.ts';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { endOf, nameOf, startOf, walk } from '../tree.ts';

/** A mock whose factory makes one plain object. */
export interface PlainMock {
  readonly call: Node;
  readonly factory: Node;
  readonly object: ObjectExpression;
}

/** The edits that take all but the spread of one mock into the other; undefined where they do not fit together. */
export function mergeMocks(source: Source, from: PlainMock, into: PlainMock): readonly Edit[] | undefined {
  const { text } = source;
  const [statement, home] = [from, into].map(({ call }) => scopesOf(source).parentOf(call)?.node);
  const top = source.file.program.body.some((node) => node === statement);
  if (statement === undefined || !top || !source.file.program.body.some((node) => node === home)) return undefined;
  const moving = from.object.properties.filter(({ type }) => type !== 'SpreadElement');
  const there = new Set(into.object.properties.map(keyOf));
  const fits =
    methodOf(from.call) === methodOf(into.call) &&
    onlyMakes(from) &&
    into.object.properties.length > 0 &&
    moving.every((property) => !there.has(keyOf(property)) && !takesFrom(property, from.factory));
  if (!fits) return undefined;
  const added = moving.map((property) => text.slice(startOf(property), endOf(property)));
  const list = { members: into.object.properties, added, dropped: new Set<Node>() };
  return [...editMembers(source, list, fileStyle(source).eol), ...removeNodes(source, [statement])];
}

function keyOf(property: Node): string | undefined {
  return 'key' in property ? nameOf(property.key) : undefined;
}

/** `mock` and `doMock` take effect at different times. */
function methodOf(call: Node): string | undefined {
  const callee = call.type === 'CallExpression' ? call.callee : undefined;
  return callee?.type === 'MemberExpression' ? nameOf(callee.property) : undefined;
}

/** The factory does nothing beside making its object. */
function onlyMakes({ factory, object }: PlainMock): boolean {
  if (!('body' in factory)) return false;
  const { body } = factory;
  if (body === object) return true;
  return body != null && 'type' in body && body.type === 'BlockStatement' && body.body.length === 1;
}

/** A property that uses what only its own factory was given. */
function takesFrom(property: Node, factory: Node): boolean {
  const params = 'params' in factory ? factory.params : [];
  const names = new Set(params.flatMap((param) => (Array.isArray(param) ? [] : (nameOf(param) ?? []))));
  let found = false;
  walk(property, (node) => {
    found ||= node.type === 'Identifier' && names.has(node.name);
    return !found;
  });
  return found;
}
