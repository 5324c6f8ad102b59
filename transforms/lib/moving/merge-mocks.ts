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

/**
 * The edits that take all but the spreads of some mocks into another; undefined where they do not fit together.
 * @param written how a property reads there
 */
export function mergeMocks(
  source: Source,
  from: readonly PlainMock[],
  into: PlainMock,
  written: (property: Node) => string = (property) => source.text.slice(startOf(property), endOf(property)),
): readonly Edit[] | undefined {
  const { parentOf } = scopesOf(source);
  const top = new Set<Node>(source.file.program.body);
  const statements = [...from, into].flatMap(({ call }) => parentOf(call)?.node ?? []).filter((node) => top.has(node));
  if (statements.length <= from.length || into.object.properties.length === 0) return undefined;
  const there = new Set(into.object.properties.map(keyOf));
  const moving: Node[] = [];
  for (const mock of from) {
    if (methodOf(mock.call) !== methodOf(into.call) || !onlyMakes(mock)) return undefined;
    for (const property of mock.object.properties) {
      if (property.type === 'SpreadElement') continue;
      const key = keyOf(property);
      if (key === undefined || there.has(key) || takesFrom(property, mock.factory)) return undefined;
      there.add(key);
      moving.push(property);
    }
  }
  const list = { members: into.object.properties, added: moving.map(written), dropped: new Set<Node>() };
  return [
    ...editMembers(source, list, fileStyle(source).eol),
    ...removeNodes(source, statements.slice(0, from.length)),
  ];
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
