// Everything that a condition is made of: its own text, and the constants and functions it leads to, in its own file or in
// all of them.

import type { Node } from '@babel/types';
import type { Modules } from '../../facts.ts';
import { definitionOf } from '../../links.ts';
import { scopesOf, type Scopes } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { surroundingsOf } from '../../surroundings.ts';
import { walk } from '../../tree.ts';
import { standsFor } from './callee.ts';
import { memberName, propertyName } from './class-line.ts';
import { above, isClass, isFunction } from '../language/functions.ts';

/** A function or value longer than this says too much to be part of a condition. */
const longest = 4_000;
const mostNodes = 60;

/** What one node names directly. */
type Follow = (node: Node) => readonly (Node | null | undefined)[];

/** What a part names, in all that is in it; kept, for one helper is a part of many conditions. */
type Named = WeakMap<Node, readonly Node[]>;

const here: Named = new WeakMap();

/** The condition and, transitively, the initialisers, functions and methods of this file that it names. */
export function closureOf(source: Source, node: Node): readonly Node[] {
  return grown(node, here, (inner) => namedHere(source, inner));
}

const wide = new WeakMap<Modules, { readonly named: Named; readonly closures: Named }>();

/** The same over all files that names lead to. */
export function fullClosureOf(source: Source, node: Node): readonly Node[] {
  const { modules } = surroundingsOf(source);
  if (modules === undefined) return closureOf(source, node);
  const known = wide.get(modules) ?? { named: new WeakMap(), closures: new WeakMap() };
  wide.set(modules, known);
  let closure = known.closures.get(node);
  if (closure === undefined)
    known.closures.set(node, (closure = grown(node, known.named, (inner) => namedAnywhere(source, inner))));
  return closure;
}

function grown(node: Node, known: Named, follow: Follow): readonly Node[] {
  const found = new Set<Node>([node]);
  // A set is walked in the order it grows.
  for (const part of found) {
    let named = known.get(part);
    if (named === undefined) known.set(part, (named = namedIn(part, follow)));
    for (const next of named) if (found.size <= mostNodes) found.add(next);
  }
  return [...found];
}

function namedIn(part: Node, follow: Follow): readonly Node[] {
  const named = new Set<Node>();
  walk(part, (inner) => {
    for (const next of follow(inner)) if (next && (next.end ?? 0) - (next.start ?? 0) <= longest) named.add(next);
    return undefined;
  });
  return [...named];
}

function namedHere(source: Source, node: Node): ReturnType<Follow> {
  const scopes = scopesOf(source);
  if (node.type === 'Identifier') {
    const binding = scopes.bindingOf(node);
    const declared = (binding?.declarations ?? []).map((each) =>
      each.kind === 'function' || each.kind === 'enum'
        ? each.node
        : each.node.type === 'VariableDeclarator'
          ? (each.node.init ?? listOf(each.node, scopes))
          : undefined,
    );
    const written = (binding?.references ?? []).map((reference) => {
      const parent = reference.write ? scopes.parentOf(reference.node)?.node : undefined;
      return parent?.type === 'AssignmentExpression' ? parent.right : undefined;
    });
    return [...declared, ...written];
  }
  if (node.type !== 'MemberExpression') return [];
  const owner =
    node.object.type === 'ThisExpression'
      ? above(node, scopes, isClass)
      : node.object.type === 'Identifier'
        ? scopes.bindingOf(node.object)?.declarations[0]?.node
        : undefined;
  return owner !== undefined && isClass(owner) ? [ownMember(owner, propertyName(node))] : [];
}

/** What a loop takes its variable from: `patterns` in `for (const pattern of patterns)`. */
function listOf(declarator: Node, { parentOf }: Scopes): Node | undefined {
  const loop = parentOf(parentOf(declarator)?.node ?? declarator)?.node;
  return loop?.type === 'ForOfStatement' ? loop.right : undefined;
}

/** The body of the method, or the initialiser of the property, that a class itself declares. */
function ownMember(owner: Node, name: string | undefined): Node | undefined {
  if (!isClass(owner) || name === undefined) return undefined;
  for (const member of owner.body.body) {
    if (memberName(member) !== name) continue;
    if (isFunction(member)) return member;
    if (member.type === 'ClassProperty' || member.type === 'ClassPrivateProperty') return member.value ?? undefined;
  }
  return undefined;
}

function namedAnywhere(source: Source, node: Node): ReturnType<Follow> {
  const here = namedHere(source, node);
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') return [...here, standsFor(node)];
  if (node.type !== 'Identifier') return here;
  const found = definitionOf(node);
  if (found?.kind === 'value') return [...here, found.node];
  if (found?.kind !== 'binding' || found.as === undefined) return here;
  const { declarations } = found.binding;
  const named = declarations[0]?.identifier;
  return named === undefined || named === node ? here : [...here, ...namedHere(found.source, named)];
}
