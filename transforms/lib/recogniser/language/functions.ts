// Functions and classes of a file as nodes: what is one, what it is called, what stands around a node.

import type { Class, Function as FunctionNode, Node } from '@babel/types';
import type { Scopes } from '../../scopes.ts';
import { nameOf } from '../../tree.ts';

/** True for a function or method with a body. */
export function isFunction(node: Node): node is FunctionNode {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
      return true;
    default:
      return false;
  }
}

export function isClass(node: Node): node is Class {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
}

/** The nearest node above for which `is` holds. */
export function above<Found extends Node>(
  node: Node,
  scopes: Scopes,
  is: (node: Node) => node is Found,
): Found | undefined {
  for (let at = scopes.parentOf(node)?.node; at !== undefined; at = scopes.parentOf(at)?.node) if (is(at)) return at;
  return undefined;
}

/** The name a function goes by: its own, or that of the variable, property or method that holds it. */
export function functionName(node: FunctionNode, scopes: Scopes): string | undefined {
  if ('id' in node && node.id) return nameOf(node.id);
  if (node.type === 'ClassPrivateMethod') return `#${node.key.id.name}`;
  if (node.type === 'ObjectMethod' || node.type === 'ClassMethod') return nameOf(node.key);
  const parent = scopes.parentOf(node)?.node;
  switch (parent?.type) {
    case 'VariableDeclarator':
      return nameOf(parent.id);
    case 'ObjectProperty':
    case 'ClassProperty':
      return nameOf(parent.key);
    case 'ClassPrivateProperty':
      return `#${parent.key.id.name}`;
    case 'AssignmentExpression':
      return parent.left.type === 'MemberExpression' ? nameOf(parent.left.property) : nameOf(parent.left);
    default:
      return undefined;
  }
}
