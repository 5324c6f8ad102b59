// Whether two pieces of code are the same but for blanks, comments, casts and marks of certainty.

import type { Node } from '@babel/types';
import { isNode, unwrap } from './tree.ts';

const beside = new Set([
  'start',
  'end',
  'loc',
  'range',
  'extra',
  'leadingComments',
  'trailingComments',
  'innerComments',
  'typeAnnotation',
  'typeParameters',
]);

/** True for two nodes of one shape, with the same names, values and operators in it. */
export function sameCode(left: Node, right: Node): boolean {
  const [a, b] = [unwrap(left), unwrap(right)];
  const [mine, other] = [fieldsOf(a), fieldsOf(b)];
  return (
    a.type === b.type &&
    [...new Set([...mine.keys(), ...other.keys()])].every((key) => same(mine.get(key), other.get(key)))
  );
}

function fieldsOf(node: Node): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(node).filter(([key, value]) => !beside.has(key) && value != null && value !== false));
}

function same(left: unknown, right: unknown): boolean {
  if (isNode(left) && isNode(right)) return sameCode(left, right);
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((each, i) => same(each, right[i]));
  // The text of a template comes as an object.
  if (typeof left === 'object' && typeof right === 'object') return JSON.stringify(left) === JSON.stringify(right);
  return left === right;
}
