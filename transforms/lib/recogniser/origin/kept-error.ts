// An error that a catch keeps in a variable, for a condition further down: `let failure; try {…} catch (e) { failure = e }`.
// The run must come by there with the error in it.

import type { Node } from '@babel/types';
import { isConstant, scopesOf, type Scopes } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { isFunction } from '../language/functions.ts';
import type { Place } from '../names/world.ts';

/** What a run has to see to about a variable that keeps an error. */
export interface KeptError {
  /** True where the variable is read. */
  isRead(node: Node): boolean;
  /** True for what must fail for the error to be kept: what is awaited in a `try` whose handler writes the variable. */
  mustFail(node: Node): boolean;
}

/** Undefined where the place is no variable that is written later. */
export function keptError(source: Source, { root, path }: Place): KeptError | undefined {
  const scopes = scopesOf(source);
  const binding = path.length === 0 ? scopes.bindingOf(root) : undefined;
  // In this order: what a caught error is read for a thousand times is not looked through at every run.
  if (binding?.declarations[0]?.node.type !== 'VariableDeclarator' || isConstant(binding)) return undefined;
  const tries = new Set(
    binding.references.flatMap(({ node, write }) => (write ? (tryAround(scopes, node, 'handler') ?? []) : [])),
  );
  return {
    isRead: (node) => node.type === 'Identifier' && scopes.bindingOf(node) === binding,
    mustFail(node) {
      const around = node.type === 'AwaitExpression' ? tryAround(scopes, node, 'block') : undefined;
      return around !== undefined && tries.has(around);
    },
  };
}

/** The `try` that a node of the same function stands in, in that part of it. */
function tryAround({ parentOf }: Scopes, node: Node, part: 'block' | 'handler'): Node | undefined {
  for (let at = parentOf(node); at !== undefined && !isFunction(at.node); at = parentOf(at.node)) {
    if (at.node.type === 'TryStatement' && at.key === part) return at.node;
  }
  return undefined;
}
