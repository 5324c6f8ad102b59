// What a function may return, by its syntax.

import type { Node } from '@babel/types';
import { walk } from '../../tree.ts';
import { isFunction } from '../language/functions.ts';

const known = new WeakMap<Node, readonly Node[]>();

/** The values of a function's own returns. */
export function returnedBy(owner: Node): readonly Node[] {
  let values = known.get(owner);
  if (values === undefined) known.set(owner, (values = collect(owner)));
  return values;
}

function collect(owner: Node): readonly Node[] {
  if (!isFunction(owner)) return [];
  if (owner.body.type !== 'BlockStatement') return [owner.body];
  const values: Node[] = [];
  ownNodes(owner.body, (node) => {
    if (node.type === 'ReturnStatement' && node.argument) values.push(node.argument);
  });
  return values;
}

/** The nodes of a body, without those of functions inside it. */
export function ownNodes(body: Node, visit: (node: Node) => void): void {
  walk(body, (node) => {
    if (node !== body && isFunction(node)) return false;
    visit(node);
    return undefined;
  });
}
