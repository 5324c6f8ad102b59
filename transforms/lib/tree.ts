// Walking Babel nodes without loading @babel/types: a node is an object with a `type`, its children are its own fields.

import type { Node } from '@babel/types';

/** Where a node sits: the node above it and the field that holds it. */
export interface Parent {
  readonly node: Node;
  readonly key: string;
}

const notChildren = new Set([
  'type',
  'start',
  'end',
  'loc',
  'range',
  'extra',
  'tokens',
  'comments',
  'errors',
  'leadingComments',
  'trailingComments',
  'innerComments',
]);

/** True for a Babel node. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Calls `visit` for every direct child, in the order of the fields. */
export function eachChild(node: Node, visit: (child: Node, key: string) => void): void {
  const fields = node as unknown as Readonly<Record<string, unknown>>;
  for (const key in fields) {
    const value = fields[key];
    if (typeof value !== 'object' || value === null || notChildren.has(key)) continue;
    if (!Array.isArray(value)) {
      if (isNode(value)) visit(value, key);
      continue;
    }
    for (const item of value) if (isNode(item)) visit(item, key);
  }
}

/**
 * Visits the node and everything below it in source order, parents first; `false` from `enter` leaves out what is below.
 * No recursion: a chain of a thousand calls is as many levels deep.
 */
export function walk(node: Node, enter: (node: Node) => boolean | undefined): void {
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (enter(next) === false) continue;
    const first = open.length;
    eachChild(next, (child) => {
      open.push(child);
    });
    // The first child is to be taken next.
    for (let low = first, high = open.length - 1; low < high; low++, high--) {
      const child = open[low];
      const other = open[high];
      if (child === undefined || other === undefined) break;
      open[low] = other;
      open[high] = child;
    }
  }
}

/** Start offset of a node. Babel always sets it; its types only say it may. */
export function startOf(node: { readonly start?: number | null }): number {
  return node.start ?? 0;
}

/** End offset of a node, exclusive. */
export function endOf(node: { readonly end?: number | null }): number {
  return node.end ?? 0;
}

/** Where a node begins and ends. */
export function spanOf(node: Node): { readonly start: number; readonly end: number } {
  return { start: startOf(node), end: endOf(node) };
}

/** How many characters a node takes. */
export function lengthOf(node: Node): number {
  return endOf(node) - startOf(node);
}

/** True where a node is another one of the same text or lies in it, by their offsets. */
export function isWithin(inner: Node, outer: Node): boolean {
  return startOf(outer) <= startOf(inner) && endOf(inner) <= endOf(outer);
}

/** The name a property key or module export name spells, be it an identifier or a string. */
export function nameOf(node: Node): string | undefined {
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return node.name;
  return node.type === 'StringLiteral' ? node.value : undefined;
}

/** The expression inside casts, non-null marks and parentheses. */
export function unwrap(node: Node): Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ParenthesizedExpression':
    case 'TypeCastExpression':
      return unwrap(node.expression);
    default:
      return node;
  }
}
