// Which expressions may go without a trace: evaluating them does nothing that anybody else could see.

import type { Node } from '@babel/types';
import { eachChild } from './tree.ts';

const harmless = new Set([
  'Identifier',
  'ThisExpression',
  'StringLiteral',
  'NumericLiteral',
  'BooleanLiteral',
  'NullLiteral',
  'BigIntLiteral',
  'RegExpLiteral',
  'TemplateLiteral',
  'TemplateElement',
  'ArrayExpression',
  'SpreadElement',
  'ObjectExpression',
  'ObjectProperty',
  'ConditionalExpression',
  'LogicalExpression',
  'BinaryExpression',
  'MemberExpression',
  'OptionalMemberExpression',
  'ParenthesizedExpression',
]);

const functions = new Set(['ArrowFunctionExpression', 'FunctionExpression', 'ObjectMethod']);
const casts = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion']);

/** Globals whose call or construction only computes. */
const computing = new Set([
  'String', 'Number', 'Boolean', 'BigInt', 'Array', 'Object', 'Set', 'Map', 'WeakSet', 'WeakMap', 'RegExp',
  'parseInt', 'parseFloat', 'isNaN', 'Error', 'Headers',
]); // prettier-ignore

/** Methods that read their object, by name; a consumer's own of that name reads as well, by every custom. */
const reading = new Set([
  'toLowerCase', 'toUpperCase', 'toLocaleLowerCase', 'toString', 'valueOf', 'trim', 'trimStart', 'trimEnd', 'slice', 'substring',
  'includes', 'startsWith', 'endsWith', 'indexOf', 'match', 'test', 'exec', 'replace', 'replaceAll', 'split', 'join', 'concat',
  'parseInt', 'parseFloat', 'some', 'every', 'map', 'filter', 'find', 'flat', 'freeze', 'keys', 'values', 'entries', 'has', 'get', 'at', 'of', 'from',
  'isInteger', 'isFinite', 'isNaN', 'isArray', 'isInstance', 'stringify',
]); // prettier-ignore

/** True for a function of one's own of which it is known that it only computes, too. */
export type Known = (callee: Node) => boolean;

/** True when the expression only computes a value. Reading a property counts as computing. */
export function isPure(node: Node, known: Known = () => false): boolean {
  const isPureToo = (inner: Node): boolean => isPure(inner, known);
  if (functions.has(node.type)) return true;
  if (casts.has(node.type) && 'expression' in node) return isPureToo(node.expression as Node);
  switch (node.type) {
    case 'UnaryExpression':
      return node.operator !== 'delete' && isPureToo(node.argument);
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return (isReading(node.callee, known) || known(node.callee)) && node.arguments.every(isPureToo);
    default:
      return harmless.has(node.type) && children(node).every(isPureToo);
  }
}

function isReading(callee: Node, known: Known): boolean {
  if (callee.type === 'Identifier') return computing.has(callee.name);
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return false;
  return callee.property.type === 'Identifier' && reading.has(callee.property.name) && isPure(callee.object, known);
}

function children(node: Node): readonly Node[] {
  const found: Node[] = [];
  eachChild(node, (child) => {
    found.push(child);
  });
  return found;
}
