// A function that is handed to another one is called by it: `withRetry(job, isGone)`, `withRetry(job, { retryIf: isGone })`.

import type { Node } from '@babel/types';
import { type Binding, scopesOf, sourceOf } from '../../scopes.ts';
import { nameOf, type Parent } from '../../tree.ts';
import { functionOf } from './callee.ts';

const deepest = 3;

/** The calls of a function that is handed on at a name; none where whoever takes it is not known. */
export function handedThrough(name: Node, parent: Parent, depth = 0): readonly Node[] {
  const source = sourceOf(name);
  if (source === undefined || depth > deepest) return [];
  if (parent.key === 'arguments') return throughParameter(parent.node, name, undefined, depth);
  if (parent.node.type !== 'ObjectProperty' || parent.key !== 'value') return [];
  const { parentOf } = scopesOf(source);
  const literal = parentOf(parent.node)?.node;
  const call = literal && parentOf(literal);
  const key = parent.node.computed ? undefined : nameOf(parent.node.key);
  return literal && call?.key === 'arguments' && key !== undefined
    ? throughParameter(call.node, literal, key, depth)
    : [];
}

/** What the called function does with the parameter, or with a property of it. */
function throughParameter(call: Node, argument: Node, key: string | undefined, depth: number): readonly Node[] {
  if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') return [];
  const source = sourceOf(call);
  const taker = source && functionOf(source, call.callee);
  const home = taker && sourceOf(taker);
  const index = call.arguments.findIndex((each) => each === argument);
  const param = taker?.params[index];
  if (home === undefined || param === undefined) return [];
  const target = param.type === 'AssignmentPattern' ? param.left : param;
  const { bindingOf } = scopesOf(home);
  if (key === undefined || target.type === 'Identifier') {
    const binding = bindingOf(target);
    return binding === undefined ? [] : callsOf(binding, key, depth);
  }
  if (target.type !== 'ObjectPattern') return [];
  const property = target.properties.find((each) => each.type === 'ObjectProperty' && nameOf(each.key) === key);
  const value = property?.type === 'ObjectProperty' ? property.value : undefined;
  const binding = value && bindingOf(value.type === 'AssignmentPattern' ? value.left : value);
  return binding === undefined ? [] : callsOf(binding, undefined, depth);
}

function callsOf(binding: Binding, key: string | undefined, depth: number): readonly Node[] {
  return binding.references.flatMap(({ node }) => {
    const source = sourceOf(node);
    const parent = source && scopesOf(source).parentOf(node);
    if (source === undefined || parent === undefined) return [];
    if (key === undefined) return parent.key === 'callee' ? [parent.node] : handedThrough(node, parent, depth + 1);
    const member = parent.node.type === 'MemberExpression' || parent.node.type === 'OptionalMemberExpression';
    const reads = member && parent.key === 'object' && nameOf(parent.node.property) === key;
    const above = reads ? scopesOf(source).parentOf(parent.node) : undefined;
    return above?.key === 'callee' ? [above.node] : [];
  });
}
