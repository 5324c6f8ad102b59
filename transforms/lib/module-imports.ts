// Every way a file takes names from a module, in one shape: import, require, await import, re-export.

import type { Identifier, Node, StringLiteral } from '@babel/types';
import { type Binding, type Scopes, scopesOf } from './scopes.ts';
import type { Source } from './source.ts';
import { nameOf, unwrap, walk } from './tree.ts';

/** `*` stands for the whole module: a namespace import, a `require` that is not taken apart, `export *`. */
export const whole = '*';

export interface ModuleImport {
  readonly module: string;
  /** The exported name; `default`, or `*` for the whole module. */
  readonly name: string;
  /** The local name; for a re-export the name it goes out by. */
  readonly local: string;
  readonly form: 'import' | 'require' | 'dynamic' | 'export';
  readonly typeOnly: boolean;
  /** Undefined for re-exports. */
  readonly binding: Binding | undefined;
  /** The specifier or pattern property; where the whole module is taken, the namespace specifier or declarator. */
  readonly specifier: Node;
  /** The import or export declaration, or the declarator of a `require`. */
  readonly statement: Node;
  readonly moduleLiteral: StringLiteral;
}

const made = new WeakMap<Source, readonly ModuleImport[]>();

/** All imports and re-exports of a file, at whatever depth, in source order. */
export function moduleImports(source: Source): readonly ModuleImport[] {
  let found = made.get(source);
  if (found === undefined) made.set(source, (found = collect(source)));
  return found;
}

/** The module literal of `require('x')`, `import('x')` or `await import('x')`, and which of the two it is. */
export function loadedModule(
  node: Node,
  scopes: Scopes,
): { readonly literal: StringLiteral; readonly form: 'require' | 'dynamic' } | undefined {
  const inner = unwrap(node);
  if (inner.type === 'AwaitExpression') {
    const loaded = loadedModule(inner.argument, scopes);
    return loaded?.form === 'dynamic' ? loaded : undefined;
  }
  if (inner.type === 'ImportExpression') {
    return inner.source.type === 'StringLiteral' ? { literal: inner.source, form: 'dynamic' } : undefined;
  }
  if (inner.type !== 'CallExpression') return undefined;
  const [literal] = inner.arguments;
  if (literal?.type !== 'StringLiteral') return undefined;
  if (inner.callee.type === 'Import') return { literal, form: 'dynamic' };
  const plain = inner.callee.type === 'Identifier' && inner.callee.name === 'require';
  return plain && scopes.bindingOf(inner.callee) === undefined ? { literal, form: 'require' } : undefined;
}

function collect(source: Source): readonly ModuleImport[] {
  const scopes = scopesOf(source);
  const found: ModuleImport[] = [];
  walk(source.file.program, (node) => {
    if (node.type === 'ImportDeclaration') found.push(...imported(node, scopes));
    else if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration')
      found.push(...exported(node));
    else if (node.type === 'VariableDeclarator') found.push(...loaded(node, scopes));
    else if (node.type === 'TSImportEqualsDeclaration') found.push(...required(node, scopes));
    return undefined;
  });
  return found;
}

function imported(node: Node & { type: 'ImportDeclaration' }, scopes: Scopes): readonly ModuleImport[] {
  return node.specifiers.map((specifier) => ({
    module: node.source.value,
    name: importedName(specifier),
    local: specifier.local.name,
    form: 'import',
    typeOnly: node.importKind === 'type' || ('importKind' in specifier && specifier.importKind === 'type'),
    binding: scopes.bindingOf(specifier.local),
    specifier,
    statement: node,
    moduleLiteral: node.source,
  }));
}

function importedName(specifier: Node): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  return specifier.type === 'ImportSpecifier' ? (nameOf(specifier.imported) ?? whole) : whole;
}

function exported(node: Node & { type: 'ExportNamedDeclaration' | 'ExportAllDeclaration' }): readonly ModuleImport[] {
  if (node.source == null) return [];
  const base = { module: node.source.value, form: 'export', binding: undefined, statement: node } as const;
  const typeOnly = node.exportKind === 'type';
  const moduleLiteral = node.source;
  if (node.type === 'ExportAllDeclaration') {
    return [{ ...base, name: whole, local: whole, typeOnly, specifier: node, moduleLiteral }];
  }
  return node.specifiers.map((specifier) => ({
    ...base,
    name: specifier.type === 'ExportSpecifier' ? (nameOf(specifier.local) ?? whole) : whole,
    local: nameOf(specifier.exported) ?? whole,
    typeOnly: typeOnly || ('exportKind' in specifier && specifier.exportKind === 'type'),
    specifier,
    moduleLiteral,
  }));
}

function loaded(node: Node & { type: 'VariableDeclarator' }, scopes: Scopes): readonly ModuleImport[] {
  if (node.init == null) return [];
  const from = loadedModule(node.init, scopes);
  const one = from === undefined ? memberOfLoaded(node.init, scopes) : undefined;
  const { literal, form } = from ?? one ?? {};
  if (literal === undefined || form === undefined) return [];
  // A promise of the module that nobody awaited is no module.
  if (form === 'dynamic' && one === undefined && unwrap(node.init).type !== 'AwaitExpression') return [];
  const base = { module: literal.value, form, typeOnly: false, statement: node, moduleLiteral: literal } as const;
  const entry = (name: string, local: Identifier, specifier: Node): ModuleImport => ({
    ...base,
    name,
    local: local.name,
    binding: scopes.bindingOf(local),
    specifier,
  });
  if (node.id.type === 'Identifier') return [entry(one?.name ?? whole, node.id, node)];
  if (node.id.type !== 'ObjectPattern' || one !== undefined) return [];
  return node.id.properties.flatMap((property) => {
    if (property.type !== 'ObjectProperty') return [];
    const name = property.computed ? undefined : nameOf(property.key);
    const local = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
    return name === undefined || local.type !== 'Identifier' ? [] : [entry(name, local, property)];
  });
}

/** `require('x').Name` and `(await import('x')).Name`. */
function memberOfLoaded(
  node: Node,
  scopes: Scopes,
): { readonly literal: StringLiteral; readonly form: 'require' | 'dynamic'; readonly name: string } | undefined {
  const member = unwrap(node);
  if (member.type !== 'MemberExpression' || member.computed) return undefined;
  const from = loadedModule(member.object, scopes);
  const name = nameOf(member.property);
  if (from === undefined || name === undefined) return undefined;
  if (from.form === 'dynamic' && unwrap(member.object).type !== 'AwaitExpression') return undefined;
  return { ...from, name };
}

function required(node: Node & { type: 'TSImportEqualsDeclaration' }, scopes: Scopes): readonly ModuleImport[] {
  const reference = node.moduleReference;
  if (reference.type !== 'TSExternalModuleReference') return [];
  return [
    {
      module: reference.expression.value,
      name: whole,
      local: node.id.name,
      form: 'import',
      typeOnly: node.importKind === 'type',
      binding: scopes.bindingOf(node.id),
      specifier: node,
      statement: node,
      moduleLiteral: reference.expression,
    },
  ];
}
