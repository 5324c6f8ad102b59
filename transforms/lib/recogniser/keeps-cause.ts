// Which constructions keep the error they are made from as their `cause`, where `isSessionExpired` finds it.

import type { Class, Node } from '@babel/types';
import { isConstant, scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { nameOf, walk } from '../tree.ts';
import { isClass } from './functions.ts';

const deepest = 5;

/** `new X(text, { cause: e })`, or a class of this file that puts an argument under `cause`. */
export function keepsCause(source: Source, node: Node & { readonly type: 'NewExpression' }): boolean {
  if (node.arguments.some((argument) => argument.type === 'ObjectExpression' && hasCause(argument))) return true;
  const made = classOf(source, node.callee);
  return (made !== undefined && classKeepsCause(source, made, 0)) || assignedLater(source, node);
}

/** True for an object literal with a `cause`. */
export function hasCause(node: Node): boolean {
  return (
    node.type === 'ObjectExpression' &&
    node.properties.some((each) => each.type === 'ObjectProperty' && nameOf(each.key) === 'cause')
  );
}

function classOf(source: Source, callee: Node): Class | undefined {
  const declared = scopesOf(source).bindingOf(callee)?.declarations[0]?.node;
  if (declared === undefined) return undefined;
  if (isClass(declared)) return declared;
  const init = declared.type === 'VariableDeclarator' ? declared.init : undefined;
  return init && isClass(init) ? init : undefined;
}

function classKeepsCause(source: Source, node: Class, depth: number): boolean {
  const maker = node.body.body.find((member) => member.type === 'ClassMethod' && member.kind === 'constructor');
  if (maker !== undefined) return writesCause(maker);
  const parent = node.superClass && depth < deepest ? classOf(source, node.superClass) : undefined;
  return parent !== undefined && classKeepsCause(source, parent, depth + 1);
}

function writesCause(maker: Node): boolean {
  let found = false;
  walk(maker, (node) => {
    if (node.type === 'TSParameterProperty' && node.parameter.type === 'Identifier')
      found ||= node.parameter.name === 'cause';
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression')
      found ||= node.left.object.type === 'ThisExpression' && nameOf(node.left.property) === 'cause';
    if (node.type === 'CallExpression' && node.callee.type === 'Super') found ||= node.arguments.some(hasCause);
    return !found;
  });
  return found;
}

/** `const failed = new X(text); failed.cause = e;` */
function assignedLater(source: Source, node: Node): boolean {
  const scopes = scopesOf(source);
  const holder = scopes.parentOf(node)?.node;
  const binding = holder?.type === 'VariableDeclarator' ? scopes.bindingOf(holder.id) : undefined;
  if (binding === undefined || !isConstant(binding)) return false;
  return binding.references.some((reference) => {
    const member = scopes.parentOf(reference.node)?.node;
    const written = member && scopes.parentOf(member);
    return member?.type === 'MemberExpression' && nameOf(member.property) === 'cause' && written?.key === 'left';
  });
}
