// Which constructions keep the error they are made from as their `cause`, where `isSessionExpired` finds it.

import type { Class, Node } from '@babel/types';
import { isConstant, scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { nameOf, walk } from '../../tree.ts';
import { standsFor } from '../names/callee.ts';
import { lineOf } from '../names/class-line.ts';
import { isClass } from '../language/functions.ts';

/** `new X(text, { cause: e })`, or a class of the repository that puts an argument under `cause`. */
export function keepsCause(source: Source, node: Node & { readonly type: 'NewExpression' }): boolean {
  if (node.arguments.some((argument) => argument.type === 'ObjectExpression' && hasCause(argument))) return true;
  const made = standsFor(node.callee);
  return (made !== undefined && isClass(made) && classKeepsCause(made)) || assignedLater(source, node);
}

/** True for an object literal with a `cause`. */
export function hasCause(node: Node): boolean {
  return (
    node.type === 'ObjectExpression' &&
    node.properties.some((each) => each.type === 'ObjectProperty' && nameOf(each.key) === 'cause')
  );
}

function classKeepsCause(made: Class): boolean {
  for (const { body } of lineOf(made)) {
    const maker = body.body.find((member) => member.type === 'ClassMethod' && member.kind === 'constructor');
    if (maker !== undefined) return writesCause(maker);
  }
  return false;
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
