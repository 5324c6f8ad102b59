// Expressions that reach into a transport to clear its private session id, in any syntax.

import type { Node } from '@babel/types';
import { isTransport, type Transportness } from '../lib/recogniser/names/transportness.ts';
import { scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { nameOf, unwrap, walk } from '../lib/tree.ts';

/** The private field of the SDK's transport, the same in v1 and v2. */
export const field = '_sessionId';

export interface Reset {
  /** The statement that is nothing else; where there is none, the expression. */
  readonly node: Node;
  readonly isStatement: boolean;
  /** What is said to be a transport. */
  readonly object: Node;
  /** Whether the object is a transport. */
  readonly whose: Transportness;
}

/** Every such expression of a file, but those whose object is known to be something else. */
export function resetsOf(source: Source): readonly Reset[] {
  const found: Reset[] = [];
  const { parentOf } = scopesOf(source);
  walk(source.file.program, (node) => {
    const object = clearedObject(node);
    if (object === undefined) return undefined;
    const whose = isTransport(source, object);
    if (whose === 'no') return undefined;
    const parent = parentOf(node)?.node;
    const isStatement = parent?.type === 'ExpressionStatement';
    found.push({ node: isStatement ? parent : node, isStatement, object, whose });
    return undefined;
  });
  return found;
}

/** Whose session id an expression clears. */
function clearedObject(node: Node): Node | undefined {
  switch (node.type) {
    case 'AssignmentExpression':
      return node.operator === '=' && isEmpty(node.right) ? fieldOf(node.left) : undefined;
    case 'UnaryExpression':
      return node.operator === 'delete' ? fieldOf(node.argument) : undefined;
    case 'CallExpression': {
      const { callee, arguments: args } = node;
      if (callee.type !== 'MemberExpression') return undefined;
      const name = `${nameOf(callee.object) ?? ''}.${nameOf(callee.property) ?? ''}`;
      const [object, second, third] = args;
      if (object === undefined || second === undefined) return undefined;
      if (name === 'Reflect.set') return nameOf(second) === field && third && isEmpty(third) ? object : undefined;
      if (name === 'Reflect.deleteProperty') return nameOf(second) === field ? object : undefined;
      return name === 'Object.assign' && third === undefined && clearsOnly(second) ? object : undefined;
    }
    default:
      return undefined;
  }
}

function fieldOf(target: Node): Node | undefined {
  const member = unwrap(target);
  if (member.type !== 'MemberExpression' && member.type !== 'OptionalMemberExpression') return undefined;
  if (nameOf(member.property) !== field || (member.computed && member.property.type !== 'StringLiteral'))
    return undefined;
  return member.object;
}

function isEmpty(node: Node): boolean {
  const value = unwrap(node);
  if (value.type === 'NullLiteral') return true;
  if (value.type === 'StringLiteral') return value.value === '';
  if (value.type === 'UnaryExpression') return value.operator === 'void';
  return value.type === 'Identifier' && value.name === 'undefined';
}

function clearsOnly(literal: Node): boolean {
  const value = unwrap(literal);
  if (value.type !== 'ObjectExpression') return false;
  const [only, ...others] = value.properties;
  return only?.type === 'ObjectProperty' && others.length === 0 && nameOf(only.key) === field && isEmpty(only.value);
}
