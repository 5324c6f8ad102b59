// The function of this file that a callee or a handed-on name means.

import type { Function as FunctionNode, Node } from '@babel/types';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { nameOf, unwrap } from '../tree.ts';
import { memberOf } from './closure.ts';
import { isFunction } from './functions.ts';

/** By name, or as a method of the class around; undefined for everything from elsewhere. */
export function functionOf(source: Source, named: Node): FunctionNode | undefined {
  const callee = unwrap(named);
  if (callee.type === 'Identifier') {
    const declared = scopesOf(source).bindingOf(callee)?.declarations[0];
    if (declared === undefined) return undefined;
    if (isFunction(declared.node)) return declared.kind === 'function' ? declared.node : undefined;
    if (declared.node.type !== 'VariableDeclarator' || !declared.node.init) return undefined;
    const init = unwrap(declared.node.init);
    return isFunction(init) ? init : undefined;
  }
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
  if (callee.object.type !== 'ThisExpression') return undefined;
  const name = callee.property.type === 'PrivateName' ? callee.property.id.name : nameOf(callee.property);
  const member = memberOf(source, callee, name);
  return member !== undefined && isFunction(member) ? member : undefined;
}
