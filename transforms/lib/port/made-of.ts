// What a condition is made of within its file: its text, the constants and functions it leads to, and the patterns that
// give its names their values.

import type { Node } from '@babel/types';
import { closureOf } from '../recogniser/names/closure.ts';
import { isCase } from '../recogniser/vector/condition.ts';
import { type Binding, scopesOf, sourceOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { endOf, startOf, walk } from '../tree.ts';

type Pattern = Node & { readonly type: 'ObjectPattern' };

const known = new WeakMap<Node, readonly Node[]>();

/** The parts of a condition, its own text first. What other files hold is left out. */
export function madeOf(source: Source, condition: Node): readonly Node[] {
  let parts = known.get(condition);
  if (parts === undefined) known.set(condition, (parts = collect(source, condition)));
  return parts;
}

function collect(source: Source, condition: Node): readonly Node[] {
  // The comparison that stands for a switch case has no place in the tree; what it compares has.
  const compared = isCase(condition) && condition.type === 'BinaryExpression' ? [condition.left, condition.right] : [];
  const closure = closureOf(source, condition).filter((part) => (sourceOf(part) ?? source) === source);
  const parts = [...closure.slice(0, 1), ...compared, ...closure.slice(1)];
  const patterns = new Set<Node>();
  for (const part of parts) {
    walk(part, (node) => {
      if (node.type === 'Identifier') for (const pattern of patternsOf(source, node)) patterns.add(pattern);
      return undefined;
    });
  }
  return [...parts, ...patterns];
}

/** `const { code } = e`, a parameter or a caught error taken apart: the pattern that gives a name its value. */
export function patternsOf(source: Source, name: Node): readonly Pattern[] {
  const binding = scopesOf(source).bindingOf(name);
  return (binding?.declarations ?? []).flatMap(({ node, identifier }) =>
    headsOf(node)
      .map((head) => (head.type === 'AssignmentPattern' ? head.left : head))
      .filter((head): head is Pattern => head.type === 'ObjectPattern')
      .filter((head) => identifier !== undefined && contains(head, identifier)),
  );
}

function headsOf(node: Node): readonly Node[] {
  if (node.type === 'VariableDeclarator') return [node.id];
  if (node.type === 'CatchClause') return node.param ? [node.param] : [];
  return 'params' in node && Array.isArray(node.params) ? (node.params as readonly Node[]) : [];
}

interface Spanned {
  readonly start?: number | null;
  readonly end?: number | null;
}

/** True when the outer span holds the inner one. */
export function contains(outer: Spanned, inner: Spanned): boolean {
  return startOf(outer) <= startOf(inner) && endOf(inner) <= endOf(outer);
}

/** A function of the file that only conditions use, or a constant: the name it goes by. */
export function bindingAround(source: Source, node: Node): Binding | undefined {
  const scopes = scopesOf(source);
  let found: Binding | undefined;
  for (let at: Node | undefined = node; at !== undefined; at = scopes.parentOf(at)?.node) {
    const name =
      at.type === 'FunctionDeclaration'
        ? at.id
        : at.type === 'VariableDeclarator' && at.id.type === 'Identifier'
          ? at.id
          : undefined;
    found = (name ? scopes.bindingOf(name) : undefined) ?? found;
    if (at.type === 'FunctionDeclaration' || at.type === 'ClassBody') break;
  }
  return found;
}

/** True where another file can take the name. */
export function isExported(source: Source, binding: Binding): boolean {
  const scopes = scopesOf(source);
  return [
    ...binding.declarations.flatMap(({ identifier }) => identifier ?? []),
    ...binding.references.map(({ node }) => node),
  ].some((node) => {
    for (
      let at = scopes.parentOf(node)?.node, depth = 0;
      at !== undefined && depth < 3;
      at = scopes.parentOf(at)?.node, depth++
    ) {
      if (/^Export(Named|Default)Declaration$|^ExportSpecifier$/.test(at.type)) return true;
    }
    return false;
  });
}
