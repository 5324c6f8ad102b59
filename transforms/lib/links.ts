// What a name means across files: through imports, namespaces, `require`, `import()`, barrels and chains of re-exports to
// the declaration. The way back is uses.ts.

import type { Node } from '@babel/types';
import { type Exported, exportsOf } from './exports.ts';
import type { Modules } from './facts.ts';
import { loadedModule, type ModuleImport, moduleImports, whole } from './module-imports.ts';
import { type Binding, isConstant, scopesOf, sourceOf } from './scopes.ts';
import type { Source } from './source.ts';
import { reached, surroundingsOf } from './surroundings.ts';
import { nameOf, unwrap } from './tree.ts';

/** Where a name leads. `as` is the name by which it left the file that declares it; absent where it never left. */
export type Definition =
  | { readonly kind: 'binding'; readonly source: Source; readonly binding: Binding; readonly as?: string }
  /** An expression, or a function or class without a name. */
  | { readonly kind: 'value'; readonly source: Source; readonly node: Node; readonly as?: string }
  /** A file as a whole. */
  | { readonly kind: 'module'; readonly source: Source }
  /** Something of a package: a dependency, a built-in, an SDK; `*` is the whole of it. */
  | { readonly kind: 'package'; readonly module: string; readonly name: string };

/** What was visited on one way, so that files that import each other end it. */
type Visited = Set<unknown>;

/**
 * Where a name, a member of a module object, or a loaded module leads. A local name leads to its own binding. Undefined
 * where it is not known: a specifier that nobody resolves, a name that no export explains or that two stars bring.
 */
export function definitionOf(node: Node): Definition | undefined {
  return ofNode(node, new Set());
}

/** Where a binding leads: to itself, unless it was imported or taken out of a module object. */
export function definitionOfBinding(source: Source, binding: Binding): Definition | undefined {
  return ofBinding(source, binding, new Set());
}

/** Where an exported name of a file leads; `*` is the file as a whole. */
export function exportedBy(source: Source, name: string): Definition | undefined {
  return exportOf(source, name, new Set());
}

function ofNode(node: Node, visited: Visited): Definition | undefined {
  const inner = unwrap(node);
  switch (inner.type) {
    case 'Identifier':
    case 'JSXIdentifier': {
      const source = sourceOf(inner);
      const binding = source && scopesOf(source).bindingOf(inner);
      return source && binding && ofBinding(source, binding, visited);
    }
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      if (inner.computed && inner.property.type !== 'StringLiteral') return undefined;
      return memberOf(moduleIn(inner.object, visited), nameOf(inner.property), visited);
    case 'TSQualifiedName':
      return memberOf(moduleIn(inner.left, visited), inner.right.name, visited);
    default:
      return loadedIn(inner, visited);
  }
}

/** A module object, by name or loaded on the spot; everything else has members of its own. */
function moduleIn(node: Node, visited: Visited): Definition | undefined {
  const inner = unwrap(node);
  if (inner.type === 'AwaitExpression') return moduleIn(inner.argument, visited);
  const found = ofNode(inner, visited);
  if (found?.kind !== 'binding') return found?.kind === 'value' ? undefined : found;
  // `const later = import('./x')`, awaited where it is used.
  const init = constantValue(found.binding);
  return init && loadedIn(init, visited);
}

function loadedIn(node: Node, visited: Visited): Definition | undefined {
  const source = sourceOf(node);
  const loaded = source && loadedModule(node, scopesOf(source));
  return source && loaded && imported(source, loaded.literal.value, whole, visited);
}

function memberOf(of: Definition | undefined, name: string | undefined, visited: Visited): Definition | undefined {
  if (of === undefined || name === undefined) return undefined;
  if (of.kind === 'module') return exportOf(of.source, name, visited);
  return of.kind === 'package' && of.name === whole ? { ...of, name } : undefined;
}

const known = new WeakMap<Modules, WeakMap<Binding, { readonly definition: Definition | undefined }>>();

function ofBinding(source: Source, binding: Binding, visited: Visited): Definition | undefined {
  const { modules } = surroundingsOf(source);
  const memo =
    modules && (known.get(modules) ?? new WeakMap<Binding, { readonly definition: Definition | undefined }>());
  const before = memo?.get(binding);
  if (before !== undefined) return before.definition;
  if (visited.has(binding)) return undefined;
  // What is found on the way round a cycle is not the whole truth.
  const first = visited.size === 0;
  visited.add(binding);
  const definition = followed(source, binding, visited);
  if (first && modules && memo) known.set(modules, memo.set(binding, { definition }));
  return definition;
}

function followed(source: Source, binding: Binding, visited: Visited): Definition | undefined {
  const entry = entryOf(source, binding);
  if (entry !== undefined) return imported(source, entry.module, entry.name, visited);
  const taken = takenApart(source, binding, visited);
  return taken ?? { kind: 'binding', source, binding };
}

/** `const { a } = ns`, `const a = ns.a`, `import('./x').then(({ a }) => ...)`. */
function takenApart(source: Source, binding: Binding, visited: Visited): Definition | undefined {
  const [declared] = binding.declarations;
  const { identifier, node } = declared ?? {};
  if (identifier === undefined || node === undefined || !isConstant(binding)) return undefined;
  if (declared?.kind === 'param') {
    const promise = awaitedBy(source, node);
    const param = 'params' in node ? node.params[0] : undefined;
    const module = promise && moduleIn(promise, visited);
    return param && !Array.isArray(param) && module ? inPattern(param, identifier, module, visited) : undefined;
  }
  if (node.type !== 'VariableDeclarator' || !node.init) return undefined;
  if (node.id.type !== 'Identifier') {
    const module = moduleIn(node.init, visited);
    return module && inPattern(node.id, identifier, module, visited);
  }
  const value = unwrap(node.init);
  const plain = value.type === 'AwaitExpression' ? unwrap(value.argument) : value;
  if (!/^(?:Identifier|MemberExpression|OptionalMemberExpression)$/.test(plain.type)) return undefined;
  const of = value === plain ? ofNode(plain, visited) : moduleIn(plain, visited);
  // A name for a name of the same file is a value of its own.
  return of?.kind === 'binding' && of.source === source ? undefined : of;
}

function inPattern(pattern: Node, identifier: Node, module: Definition, visited: Visited): Definition | undefined {
  if (pattern === identifier) return module;
  if (pattern.type !== 'ObjectPattern') return undefined;
  for (const property of pattern.properties) {
    if (property.type !== 'ObjectProperty' || property.computed) continue;
    const value = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
    if (value === identifier) return memberOf(module, nameOf(property.key), visited);
  }
  return undefined;
}

/** The `import('./x')` whose `then` a function is handed to. */
function awaitedBy(source: Source, handler: Node): Node | undefined {
  const call = scopesOf(source).parentOf(handler)?.node;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== handler) return undefined;
  const { callee } = call;
  return callee.type === 'MemberExpression' && nameOf(callee.property) === 'then' ? callee.object : undefined;
}

function constantValue(binding: Binding): Node | undefined {
  const [declared] = binding.declarations;
  return declared?.node.type === 'VariableDeclarator' && declared.node.id.type === 'Identifier' && isConstant(binding)
    ? (declared.node.init ?? undefined)
    : undefined;
}

const entries = new WeakMap<Source, ReadonlyMap<Binding, ModuleImport>>();

/** The import, `require` or `import()` that declares a binding. */
export function entryOf(source: Source, binding: Binding): ModuleImport | undefined {
  let of = entries.get(source);
  if (of === undefined) {
    of = new Map(moduleImports(source).flatMap((entry) => (entry.binding ? [[entry.binding, entry] as const] : [])));
    entries.set(source, of);
  }
  return of.get(binding);
}

/** The name of a module as a file writes it, followed. */
function imported(source: Source, specifier: string, name: string, visited: Visited): Definition | undefined {
  const target = surroundingsOf(source).modules?.resolve(source.path, specifier);
  if (target === undefined) return undefined;
  if (target.kind === 'package') return { kind: 'package', module: specifier, name };
  return exportOf(reached(target.source, source), name, visited);
}

function exportOf(source: Source, name: string, visited: Visited): Definition | undefined {
  const key = `${source.path}\0${name}`;
  if (visited.has(key)) return undefined;
  visited.add(key);
  const { named, stars, whole: value } = exportsOf(source);
  if (name === whole) {
    // What CommonJS exports instead of names is what `require` gives.
    const single = value !== undefined && named.size === 0 && stars.length === 0;
    return single ? leading(source, value, name, visited) : { kind: 'module', source };
  }
  const own = named.get(name) ?? (name === 'default' ? value : undefined);
  if (own !== undefined) return leading(source, own, name, visited);
  const behind = value?.kind === 'from' && value.name === whole ? [...stars, value.module] : stars;
  return name === 'default' && value === undefined ? undefined : throughStars(source, behind, name, visited);
}

function leading(source: Source, exported: Exported, name: string, visited: Visited): Definition | undefined {
  switch (exported.kind) {
    case 'from':
      return imported(source, exported.module, exported.name, visited);
    case 'value':
      return { kind: 'value', source, node: exported.node, as: name };
    default: {
      const found = ofBinding(source, exported.binding, visited);
      return found?.kind === 'binding' && found.source === source && found.as === undefined
        ? { ...found, as: name }
        : found;
    }
  }
}

/** Two modules that bring the same name bring none, unless it is one and the same thing. */
function throughStars(
  source: Source,
  stars: readonly string[],
  name: string,
  visited: Visited,
): Definition | undefined {
  const found = stars.flatMap((star) => imported(source, star, name, new Set(visited)) ?? []);
  const own = found.filter(({ kind }) => kind !== 'package');
  const [first, ...others] = own.length > 0 ? own : found;
  return first !== undefined && others.every((other) => sameThing(first, other)) ? first : undefined;
}

/** True for two ways to one thing; a file may have been read twice, as it was and as it is. */
export function sameThing(left: Definition, right: Definition): boolean {
  if (left.kind === 'package')
    return right.kind === 'package' && right.module === left.module && right.name === left.name;
  if (right.kind === 'package' || left.source.path !== right.source.path) return false;
  if (left.kind === 'binding') {
    if (right.kind !== 'binding') return false;
    const atTop = left.binding.scope.parent === undefined && right.binding.scope.parent === undefined;
    return right.binding === left.binding || (atTop && right.binding.name === left.binding.name);
  }
  if (left.kind === 'value') return right.kind === 'value' && (right.node === left.node || right.as === left.as);
  return right.kind === 'module';
}
