// Which identifiers are uses of a name, rather than property names, labels and the like.

import type { Node } from '@babel/types';
import type { Parent } from './tree.ts';

/** Fields that hold an identifier which names no binding, by the type of their node. */
const notNames: Readonly<Record<string, readonly string[]>> = {
  ImportSpecifier: ['imported', 'local'],
  ImportDefaultSpecifier: ['local'],
  ImportNamespaceSpecifier: ['local'],
  ImportAttribute: ['key'],
  ExportNamespaceSpecifier: ['exported'],
  ExportDefaultSpecifier: ['exported'],
  LabeledStatement: ['label'],
  BreakStatement: ['label'],
  ContinueStatement: ['label'],
  MetaProperty: ['meta', 'property'],
  PrivateName: ['id'],
  TSEnumMember: ['id'],
  TSQualifiedName: ['right'],
  TSNamedTupleMember: ['label'],
  TSImportType: ['qualifier'],
  TSModuleDeclaration: ['id'],
  TSNamespaceExportDeclaration: ['id'],
  JSXAttribute: ['name'],
  JSXNamespacedName: ['namespace', 'name'],
  JSXMemberExpression: ['property'],
  ObjectTypeProperty: ['key'],
  ObjectTypeIndexer: ['id'],
  FunctionTypeParam: ['name'],
  QualifiedTypeIdentifier: ['id'],
};

const keyed = new Set([
  'ObjectProperty',
  'ObjectMethod',
  'ClassMethod',
  'ClassProperty',
  'ClassAccessorProperty',
  'TSDeclareMethod',
  'TSPropertySignature',
  'TSMethodSignature',
]);

/** True for an identifier that may refer to a binding; the ones that declare it are sorted out by the caller. */
export function isReference(node: Node, { node: parent, key }: Parent, above: Parent | undefined): boolean {
  if (node.type === 'JSXIdentifier') return isJsxReference(node.name, parent, key);
  if (node.type !== 'Identifier') return false;
  if (parent.type === 'MemberExpression' || parent.type === 'OptionalMemberExpression') {
    return key !== 'property' || parent.computed;
  }
  if (keyed.has(parent.type) && key === 'key') return 'computed' in parent && parent.computed === true;
  if (parent.type === 'ExportSpecifier') {
    const from = above?.node.type === 'ExportNamedDeclaration' && above.node.source != null;
    return key === 'local' && !from;
  }
  return notNames[parent.type]?.includes(key) !== true;
}

function isJsxReference(name: string, parent: Node, key: string): boolean {
  if (parent.type === 'JSXMemberExpression') return key === 'object';
  if (parent.type !== 'JSXOpeningElement' && parent.type !== 'JSXClosingElement') return false;
  return !/^[a-z]/.test(name);
}

/** True where the reference is given a new value: `x = 1`, `x++`, `[x] = y`, `for (x of y)`. */
export function isWrite(parent: Parent, above: (node: Node) => Parent | undefined): boolean {
  const { node, key } = parent;
  switch (node.type) {
    case 'AssignmentExpression':
    case 'ForInStatement':
    case 'ForOfStatement':
      return key === 'left';
    case 'UpdateExpression':
      return true;
    case 'AssignmentPattern':
      return key === 'left' && climbs(node, above);
    case 'ObjectProperty':
      return key === 'value' && climbs(node, above);
    case 'ArrayPattern':
    case 'ObjectPattern':
    case 'RestElement':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
      return climbs(node, above);
    default:
      return false;
  }
}

function climbs(node: Node, above: (node: Node) => Parent | undefined): boolean {
  const parent = above(node);
  return parent !== undefined && isWrite(parent, above);
}
