// Statements that reach into a transport to clear its private session id, in any syntax.

import type { ExpressionStatement, Node } from '@babel/types';
import { above, isClass } from '../lib/recogniser/language/functions.ts';
import { scopesOf } from '../lib/scopes.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import type { Source } from '../lib/source.ts';
import { nameOf, unwrap, walk } from '../lib/tree.ts';

/** The private field of the SDK's transport, the same in v1 and v2. */
export const field = '_sessionId';

const transport = 'StreamableHTTPClientTransport';

/** Every such statement of a file. */
export function resetsOf(source: Source): readonly ExpressionStatement[] {
  const found: ExpressionStatement[] = [];
  walk(source.file.program, (node) => {
    if (node.type !== 'ExpressionStatement') return undefined;
    const object = clearedObject(node.expression);
    if (object !== undefined && isTransport(source, object)) found.push(node);
    return undefined;
  });
  return found;
}

/** Whose session id an expression clears. */
function clearedObject(expression: Node): Node | undefined {
  const node = unwrap(expression);
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
  if (literal.type !== 'ObjectExpression') return false;
  const [only, ...others] = literal.properties;
  return only?.type === 'ObjectProperty' && others.length === 0 && nameOf(only.key) === field && isEmpty(only.value);
}

/** By its class where the file shows it, by its name where it does not; a class with a field of that name is none. */
function isTransport(source: Source, object: Node): boolean {
  const node = unwrap(object);
  if (node.type === 'ThisExpression') {
    const owner = above(node, scopesOf(source), isClass);
    return owner?.superClass != null && sdkImports(source).resolve(owner.superClass)?.name === transport;
  }
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
    const name = node.property.type === 'PrivateName' ? node.property.id.name : nameOf(node.property);
    return /transport/i.test(name ?? '');
  }
  if (node.type !== 'Identifier') return false;
  if (/transport/i.test(node.name)) return true;
  const declared = scopesOf(source).bindingOf(node)?.declarations[0];
  if (declared?.node.type !== 'VariableDeclarator' || !declared.node.init) return false;
  const init = unwrap(declared.node.init);
  if (init.type === 'NewExpression') return sdkImports(source).resolve(init.callee)?.name === transport;
  return (
    init !== node && (init.type === 'Identifier' || init.type.endsWith('MemberExpression')) && isTransport(source, init)
  );
}
