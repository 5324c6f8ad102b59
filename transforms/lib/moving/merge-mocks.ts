// What moves out of one mock into the mock of the new module that the file has already: two mocks of one module are one too many.

import type { Node, ObjectExpression } from '@babel/types';
import type { Edit } from '../codemod.ts';
import { fileStyle } from '../file-style.ts';
import { editMembers, removeNodes } from '../removal.ts';
import type { Source } from '../source.ts';
import { endOf, nameOf, startOf, walk } from '../tree.ts';
import { withComments } from './merged-comments.ts';
import { listed, takeEffectTogether } from './mock-order.ts';

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
  const statements = from.flatMap(({ call }) => listed(source, call)?.statement ?? []);
  if (
    !takeEffectTogether(
      source,
      [...from, into].map(({ call }) => call),
    )
  )
    return undefined;
  if (into.object.properties.length === 0) return undefined;
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
  const removals = removeNodes(source, statements);
  const { eol } = fileStyle(source);
  const added = withComments(source, { moving, removals, members: into.object.properties, eol, written });
  return added && [...editMembers(source, { ...added, dropped: new Set<Node>() }, eol), ...removals];
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
