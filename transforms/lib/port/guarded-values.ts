// Reads that a test guards: `typeof e.code === 'number' ? e.code : 500`. What the test reads moves, and they move along.

import type { Node } from '@babel/types';
import type { Formula } from '../recogniser/vector/condition.ts';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { walk } from '../tree.ts';
import { contains } from './made-of.ts';
import { formulasOf } from './moved-condition.ts';
import { type PropertyRead, readAt } from './property-reads.ts';
import type { Renaming } from './written-types.ts';

/** What is run or taken where a condition is true. */
export function guardedBy(source: Source, { node }: Formula): Node | undefined {
  const parent = scopesOf(source).parentOf(node)?.node;
  const asks = parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression';
  return asks && parent.test === node ? parent.consequent : undefined;
}

/** The reads off the same object, as a value, where the condition is true. */
export function valuesBehind(
  source: Source,
  formula: Formula,
  some: readonly PropertyRead[],
  renaming: Renaming,
): readonly PropertyRead[] {
  const body = guardedBy(source, formula);
  const bases = new Set(some.flatMap(({ form, base }) => (form === 'member' ? (base ?? []) : [])));
  if (body === undefined || bases.size === 0) return [];
  const found: PropertyRead[] = [];
  const asked = formulasOf(source).filter((each) => contains(body, each.node));
  walk(body, (inner: Node) => {
    const read = readAt(source, inner, renaming);
    if (read?.form !== 'member' || read.base === undefined || !bases.has(read.base) || isWritten(source, inner))
      return undefined;
    // A condition in there is asked for itself.
    if (!asked.some((each) => contains(each.node, inner))) found.push(read);
    return undefined;
  });
  return found;
}

/** `e.code = 401`: what is written is no read, and v2's status cannot be set. */
function isWritten(source: Source, node: Node): boolean {
  const parent = scopesOf(source).parentOf(node);
  if (parent?.node.type === 'AssignmentExpression') return parent.key === 'left';
  return (
    parent?.node.type === 'UpdateExpression' ||
    (parent?.node.type === 'UnaryExpression' && parent.node.operator === 'delete')
  );
}
