// Which declaration a name means: scopes, hoisting and shadowing over Babel nodes, types and values in one space.
// @babel/traverse has scopes too, but throws on redeclarations and loads all of @babel/types and its generator.

import type { Identifier, JSXIdentifier, Node } from '@babel/types';
import { declarationsOf, type Declared, holdsVar, opensScope } from './declarations.ts';
import { isReference, isWrite } from './references.ts';
import type { Source } from './source.ts';
import { eachChild, endOf, type Parent, startOf } from './tree.ts';

/** One use of a name. */
export interface Reference {
  readonly node: Identifier | JSXIdentifier;
  readonly scope: Scope;
  /** Assigned to, updated, or the target of a for-in/of. */
  readonly write: boolean;
}

/** All that one name means in one scope; a type and a value of one name share it, as do overloads. */
export interface Binding {
  readonly name: string;
  readonly scope: Scope;
  readonly declarations: readonly Declared[];
  readonly references: readonly Reference[];
}

export interface Scope {
  readonly node: Node;
  readonly parent: Scope | undefined;
  readonly bindings: ReadonlyMap<string, Binding>;
  readonly inner: readonly Scope[];
}

export interface Scopes {
  readonly root: Scope;
  readonly bindings: readonly Binding[];
  /** Names that nothing in the file declares: globals. */
  readonly free: ReadonlyMap<string, readonly Reference[]>;
  /** What a reference, or the identifier of a declaration, is bound to; also in a file whose scopes were made before. */
  bindingOf(name: Node): Binding | undefined;
  /** What a name would mean at an offset, be it used there or not. */
  lookup(name: string, offset: number): Binding | undefined;
  parentOf(node: Node): Parent | undefined;
}

/** True when the binding has one declaration and is never assigned again. */
export function isConstant(binding: Binding): boolean {
  return binding.declarations.length === 1 && !binding.references.some((reference) => reference.write);
}

const made = new WeakMap<Source, Scopes>();

/** What is known of a node, kept with it: a weak map of all nodes of all files costs the collector more than the parser. */
const known = Symbol('what scopes know of a node');

interface Known {
  parent: Parent | undefined;
  binding: OpenBinding | undefined;
  /** Of a program, and of a node that was asked about. */
  file: Source | undefined;
}

type Holder = Node & { [known]?: Known };

/** Of all files, so that a name can be followed out of the one that is asked about. */
function knownOf(node: Holder): Known | undefined {
  return node[known];
}

function learn(node: Holder): Known {
  return (node[known] ??= { parent: undefined, binding: undefined, file: undefined });
}

/** The file a node lies in; undefined before the scopes of that file were asked for. */
export function sourceOf(node: Node): Source | undefined {
  const before = knownOf(node)?.file;
  if (before !== undefined) return before;
  let top = node;
  for (let above = knownOf(top)?.parent; above !== undefined; above = knownOf(top)?.parent) top = above.node;
  const source = knownOf(top)?.file;
  if (source !== undefined) learn(node).file = source;
  return source;
}

/** True where a node is another one or lies in it. */
export function contains(outer: Node, inner: Node): boolean {
  for (let at: Node | undefined = inner; at !== undefined; at = knownOf(at)?.parent?.node)
    if (at === outer) return true;
  return false;
}

/** The file a binding is declared in. */
export function fileOf({ scope }: Binding): Source | undefined {
  let top = scope;
  while (top.parent !== undefined) top = top.parent;
  return knownOf(top.node)?.file;
}

/** The text of a node as it is written, in whatever file it lies; empty before the scopes of that file were asked for. */
export function writtenAs(node: Node): string {
  return sourceOf(node)?.text.slice(startOf(node), endOf(node)) ?? '';
}

/** The scopes of a file, made at the first question and kept with the source. */
export function scopesOf(source: Source): Scopes {
  let scopes = made.get(source);
  if (scopes === undefined) {
    learn(source.file.program).file = source;
    made.set(source, (scopes = resolve(source.file.program)));
  }
  return scopes;
}

interface OpenBinding extends Binding {
  readonly declarations: Declared[];
  readonly references: Reference[];
}

interface OpenScope extends Scope {
  readonly parent: OpenScope | undefined;
  readonly bindings: Map<string, OpenBinding>;
  readonly inner: OpenScope[];
}

function resolve(program: Node): Scopes {
  const root = openScope(program, undefined);
  const bindings: OpenBinding[] = [];
  const used: (Reference & { readonly scope: OpenScope })[] = [];
  const parentOf = (node: Node): Parent | undefined => knownOf(node)?.parent;

  const bind = (declared: Declared, scope: OpenScope): void => {
    let binding = scope.bindings.get(declared.name);
    if (binding === undefined) {
      binding = { name: declared.name, scope, declarations: [], references: [] };
      scope.bindings.set(declared.name, binding);
      bindings.push(binding);
    }
    binding.declarations.push(declared);
    if (declared.identifier !== undefined) learn(declared.identifier).binding = binding;
  };

  const open: { readonly node: Node; readonly outer: OpenScope }[] = [{ node: program, outer: root }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, outer } = next;
    const parent = parentOf(node);
    const scope = node !== program && opensScope(node, parent) ? openScope(node, outer) : outer;
    for (const declared of declarationsOf(node, parent)) {
      bind(declared, declared.where === 'inside' ? scope : declared.where === 'function' ? varScope(outer) : outer);
    }
    const children: Node[] = [];
    eachChild(node, (child, key) => {
      const about = learn(child);
      about.parent = { node, key };
      children.push(child);
      if (child.type !== 'Identifier' && child.type !== 'JSXIdentifier') return;
      if (about.binding !== undefined || !isReference(child, { node, key }, parent)) return;
      used.push({ node: child, scope, write: isWrite({ node, key }, parentOf) });
    });
    for (const child of children.reverse()) open.push({ node: child, outer: scope });
  }

  const free = new Map<string, Reference[]>();
  for (const reference of used) {
    const { name } = reference.node;
    const binding = find(name, reference.scope);
    if (binding === undefined) {
      free.set(name, [...(free.get(name) ?? []), reference]);
    } else {
      binding.references.push(reference);
      learn(reference.node).binding = binding;
    }
  }
  const lookup = (name: string, offset: number): Binding | undefined => find(name, innermost(root, offset));
  return { root, bindings, free, bindingOf: (name) => knownOf(name)?.binding, lookup, parentOf };
}

function openScope(node: Node, parent: OpenScope | undefined): OpenScope {
  const scope: OpenScope = { node, parent, bindings: new Map(), inner: [] };
  parent?.inner.push(scope);
  return scope;
}

function varScope(scope: OpenScope): OpenScope {
  return scope.parent === undefined || holdsVar(scope.node) ? scope : varScope(scope.parent);
}

function find(name: string, scope: OpenScope): OpenBinding | undefined {
  return scope.bindings.get(name) ?? (scope.parent === undefined ? undefined : find(name, scope.parent));
}

function innermost(scope: OpenScope, offset: number): OpenScope {
  const inner = scope.inner.find(({ node }) => startOf(node) <= offset && offset < endOf(node));
  return inner === undefined ? scope : innermost(inner, offset);
}
