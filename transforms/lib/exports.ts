// What a file lets others have, read off its syntax: names of its own, names handed on, modules handed on whole. Of ES
// modules, CommonJS and TypeScript's `export =`.

import type { Node } from '@babel/types';
import { names } from './declarations.ts';
import { loadedModule, whole } from './module-imports.ts';
import { type Binding, isConstant, scopesOf } from './scopes.ts';
import type { Source } from './source.ts';
import { nameOf, unwrap, walk } from './tree.ts';

/** What one exported name stands for. */
export type Exported =
  | { readonly kind: 'binding'; readonly binding: Binding }
  /** An expression, or a function or class without a name. */
  | { readonly kind: 'value'; readonly node: Node }
  /** Handed on; `*` is the whole module. */
  | { readonly kind: 'from'; readonly module: string; readonly name: string };

export interface Exports {
  /** By the name it goes out by; the default export by `default`. */
  readonly named: ReadonlyMap<string, Exported>;
  /** Modules whose names all go out, where no name above shadows them. */
  readonly stars: readonly string[];
  /** What the file as one value is: `module.exports = x`, `export = x`. */
  readonly whole: Exported | undefined;
}

interface OpenExports extends Exports {
  readonly named: Map<string, Exported>;
  readonly stars: string[];
  whole: Exported | undefined;
}

const made = new WeakMap<Source, Exports>();

/** The exports of a file, made once. */
export function exportsOf(source: Source): Exports {
  let exports = made.get(source);
  if (exports === undefined) made.set(source, (exports = collect(source)));
  return exports;
}

function collect(source: Source): Exports {
  const found: OpenExports = { named: new Map(), stars: [], whole: undefined };
  for (const statement of source.file.program.body) statementOf(source, statement, found);
  if (/\bexports\b/.test(source.text)) commonJs(source, found);
  return found;
}

function statementOf(source: Source, statement: Node, found: OpenExports): void {
  switch (statement.type) {
    case 'ExportAllDeclaration':
      found.stars.push(statement.source.value);
      return;
    case 'ExportDefaultDeclaration':
      found.named.set('default', exported(source, statement.declaration));
      return;
    case 'TSExportAssignment':
      setWhole(source, statement.expression, found);
      return;
    case 'TSImportEqualsDeclaration':
      if (statement.isExport) declared(source, statement.id, found);
      return;
    case 'ExportNamedDeclaration':
      if (statement.declaration != null) declarations(source, statement.declaration, found);
      for (const specifier of statement.specifiers) specified(source, specifier, statement.source?.value, found);
      return;
    default:
  }
}

function declarations(source: Source, declaration: Node, found: OpenExports): void {
  if (declaration.type === 'VariableDeclaration') {
    for (const id of declaration.declarations.flatMap((each) => names(each.id))) declared(source, id, found);
  } else if ('id' in declaration && declaration.id?.type === 'Identifier') declared(source, declaration.id, found);
}

function declared(source: Source, id: Node, found: OpenExports): void {
  const name = nameOf(id);
  if (name !== undefined) found.named.set(name, exported(source, id));
}

function specified(source: Source, specifier: Node, module: string | undefined, found: OpenExports): void {
  switch (specifier.type) {
    case 'ExportSpecifier': {
      const out = nameOf(specifier.exported) ?? '';
      const name = nameOf(specifier.local) ?? '';
      found.named.set(out, module === undefined ? exported(source, specifier.local) : { kind: 'from', module, name });
      return;
    }
    case 'ExportNamespaceSpecifier':
      found.named.set(specifier.exported.name, { kind: 'from', module: module ?? '', name: whole });
      return;
    case 'ExportDefaultSpecifier':
      found.named.set(specifier.exported.name, { kind: 'from', module: module ?? '', name: 'default' });
      return;
    default:
  }
}

/** A name by what it is bound to, a loaded module by its path, all else as it stands. */
function exported(source: Source, node: Node): Exported {
  const value = unwrap(node);
  const scopes = scopesOf(source);
  const named = 'id' in value && value.id?.type === 'Identifier' ? value.id : value;
  const binding = scopes.bindingOf(named);
  if (binding !== undefined) return { kind: 'binding', binding };
  const loaded = loadedModule(value, scopes);
  if (loaded?.form === 'require') return { kind: 'from', module: loaded.literal.value, name: whole };
  if (value.type === 'MemberExpression' && !value.computed) {
    const of = loadedModule(value.object, scopes);
    const name = nameOf(value.property);
    if (of?.form === 'require' && name !== undefined) return { kind: 'from', module: of.literal.value, name };
  }
  return { kind: 'value', node: value };
}

function commonJs(source: Source, found: OpenExports): void {
  walk(source.file.program, (node) => {
    if (/^(?:Function|ArrowFunction|Class|ObjectMethod)/.test(node.type)) return false;
    if (node.type !== 'AssignmentExpression' || node.operator !== '=') return undefined;
    const target = targetOf(source, node.left);
    if (target === undefined) return undefined;
    const value = lastValue(node.right);
    if (target === whole) setWhole(source, value, found);
    else found.named.set(target, exported(source, value));
    return undefined;
  });
}

/** `a = b = value` is `value`. */
function lastValue(node: Node): Node {
  return node.type === 'AssignmentExpression' ? lastValue(node.right) : node;
}

/** The name that `exports.x` or `module.exports.x` sets, `*` for `module.exports` itself. */
function targetOf(source: Source, left: Node): string | undefined {
  if (left.type !== 'MemberExpression' || left.computed) return undefined;
  if (isModuleExports(source, left)) return whole;
  const object = left.object;
  return isFree(source, object, 'exports') || isModuleExports(source, object) ? nameOf(left.property) : undefined;
}

function isModuleExports(source: Source, node: Node): boolean {
  return (
    node.type === 'MemberExpression' && nameOf(node.property) === 'exports' && isFree(source, node.object, 'module')
  );
}

function isFree(source: Source, node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name && scopesOf(source).bindingOf(node) === undefined;
}

/** The properties of an object that is the whole go out by name as well. */
function setWhole(source: Source, node: Node, found: OpenExports): void {
  found.whole = exported(source, node);
  const literal = literalOf(found.whole);
  if (literal === undefined) return;
  for (const property of literal.properties) {
    if (property.type === 'SpreadElement') {
      const spread = exported(source, property.argument);
      if (spread.kind === 'from' && spread.name === whole) found.stars.push(spread.module);
      continue;
    }
    const name = property.computed ? undefined : nameOf(property.key);
    if (name === undefined) continue;
    const value = property.type === 'ObjectMethod' ? property : property.value;
    found.named.set(name, exported(source, value));
  }
}

function literalOf(value: Exported): (Node & { readonly type: 'ObjectExpression' }) | undefined {
  if (value.kind === 'value') return value.node.type === 'ObjectExpression' ? value.node : undefined;
  const declarator =
    value.kind === 'binding' && isConstant(value.binding) ? value.binding.declarations[0]?.node : undefined;
  const init = declarator?.type === 'VariableDeclarator' && declarator.init ? unwrap(declarator.init) : undefined;
  return init?.type === 'ObjectExpression' ? init : undefined;
}
