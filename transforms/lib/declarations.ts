// Which names a node declares, and which nodes open a scope, by the rules of JavaScript, TypeScript and Flow.

import type { Identifier, Node } from '@babel/types';
import type { Parent } from './tree.ts';

export type DeclarationKind =
  | 'import'
  | 'const'
  | 'let'
  | 'var'
  | 'function'
  | 'class'
  | 'param'
  | 'catch'
  | 'enum'
  | 'member'
  | 'namespace'
  | 'type';

export interface Declared {
  readonly name: string;
  readonly kind: DeclarationKind;
  /** Missing for type parameters, whose name is no node. */
  readonly identifier?: Identifier;
  /** The import specifier, declarator, function, class, catch clause, ... that declares. */
  readonly node: Node;
  /** `inside` the scope the node opens, `outside` it, or hoisted to the nearest `function`. */
  readonly where: 'inside' | 'outside' | 'function';
}

const scopes = new Set([
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
  'CatchClause',
  'ClassDeclaration',
  'ClassExpression',
  'TSModuleBlock',
  'TSEnumDeclaration',
  'TSTypeAliasDeclaration',
  'TSInterfaceDeclaration',
  'TSFunctionType',
  'TSConstructorType',
  'TSMethodSignature',
  'TSCallSignatureDeclaration',
  'TSConstructSignatureDeclaration',
  'TSIndexSignature',
  'TSMappedType',
  'TSConditionalType',
  'TypeAlias',
  'OpaqueType',
  'InterfaceDeclaration',
  'FunctionTypeAnnotation',
]);

const functions = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassMethod',
  'ClassPrivateMethod',
  'TSDeclareFunction',
  'TSDeclareMethod',
]);

/** True for functions and methods, with a body or without. */
export function isFunction(node: Node): boolean {
  return functions.has(node.type);
}

/** True where `var` stops climbing. */
export function holdsVar(node: Node): boolean {
  return isFunction(node) || node.type === 'Program' || node.type === 'TSModuleBlock' || node.type === 'StaticBlock';
}

/** True where names declared below do not reach what is around. A body shares the scope of its parameters. */
export function opensScope(node: Node, parent: Parent | undefined): boolean {
  if (node.type === 'BlockStatement' && parent?.key === 'body') {
    return !isFunction(parent.node) && parent.node.type !== 'CatchClause';
  }
  return scopes.has(node.type) || holdsVar(node);
}

/** The names a node itself declares, not those of the nodes below it. */
export function declarationsOf(node: Node, parent: Parent | undefined): readonly Declared[] {
  switch (node.type) {
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return [of('import', node.local, node, 'outside')];
    case 'TSImportEqualsDeclaration':
      return [of('import', node.id, node, 'outside')];
    case 'VariableDeclarator': {
      const kind = parent?.node.type === 'VariableDeclaration' ? parent.node.kind : 'let';
      if (kind === 'var') return names(node.id).map((id) => of('var', id, node, 'function'));
      return names(node.id).map((id) => of(kind === 'let' ? 'let' : 'const', id, node, 'outside'));
    }
    case 'ClassDeclaration':
    case 'ClassExpression':
      if (node.id == null) return [];
      return [of('class', node.id, node, node.type === 'ClassDeclaration' ? 'outside' : 'inside')];
    case 'CatchClause':
      return node.param == null ? [] : names(node.param).map((id) => of('catch', id, node, 'inside'));
    default:
      return isFunction(node) ? functionNames(node) : typeNames(node);
  }
}

function functionNames(node: Node): readonly Declared[] {
  const found: Declared[] = [];
  if ('id' in node && isIdentifier(node.id)) {
    found.push(of('function', node.id, node, node.type === 'FunctionExpression' ? 'inside' : 'outside'));
  }
  const params = 'params' in node && Array.isArray(node.params) ? (node.params as Node[]) : [];
  for (const id of params.flatMap(names)) found.push(of('param', id, node, 'inside'));
  return found;
}

function typeNames(node: Node): readonly Declared[] {
  switch (node.type) {
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TypeAlias':
    case 'OpaqueType':
    case 'InterfaceDeclaration':
    case 'DeclareTypeAlias':
    case 'DeclareInterface':
      return [of('type', node.id, node, 'outside')];
    case 'DeclareClass':
      return [of('class', node.id, node, 'outside')];
    case 'DeclareFunction':
    case 'DeclareVariable':
      return [of('var', node.id, node, 'outside')];
    case 'TSEnumDeclaration': {
      const members = node.members.flatMap((member) => (isIdentifier(member.id) ? [member.id] : []));
      return [of('enum', node.id, node, 'outside'), ...members.map((id) => of('member', id, node, 'inside'))];
    }
    case 'TSModuleDeclaration':
      return isIdentifier(node.id) ? [of('namespace', node.id, node, 'outside')] : [];
    case 'TSTypeParameter':
    case 'TypeParameter':
      return node.name == null ? [] : [{ name: node.name, kind: 'type', node, where: 'outside' }];
    case 'TSFunctionType':
    case 'TSConstructorType':
    case 'TSMethodSignature':
    case 'TSCallSignatureDeclaration':
    case 'TSConstructSignatureDeclaration':
    case 'TSIndexSignature':
      return node.parameters.flatMap(names).map((id) => of('param', id, node, 'inside'));
    default:
      return [];
  }
}

/** The identifiers a pattern binds. */
export function names(pattern: Node): readonly Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'AssignmentPattern':
      return names(pattern.left);
    case 'RestElement':
      return names(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : names(element)));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        names(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'TSParameterProperty':
      return names(pattern.parameter);
    default:
      return [];
  }
}

function of(kind: DeclarationKind, identifier: Identifier, node: Node, where: Declared['where']): Declared {
  return { name: identifier.name, kind, identifier, node, where };
}

function isIdentifier(node: unknown): node is Identifier {
  return typeof node === 'object' && node !== null && 'type' in node && node.type === 'Identifier';
}
