// Which functions of other files are worth following: those that have to do with a client, and those that are given a function.

import type { Function as FunctionNode, Node } from '@babel/types';
import { sourceOf } from '../../scopes.ts';
import { unwrap } from '../../tree.ts';
import { functionOf } from './callee.ts';
import { isFunction } from '../language/functions.ts';

/** What a file that has to do with a client says somewhere. */
const speaksOfClients =
  /mcp|modelcontext|callTool|listTools|readResource|getPrompt|terminateSession|\.connect\(|\.ping\(/i;

/** True for a function of the same file, or of one where following may lead somewhere. */
export function isWorthFollowing(
  call: Node & { readonly type: 'CallExpression' | 'OptionalCallExpression' },
  body: FunctionNode,
): boolean {
  const [here, there] = [sourceOf(call), sourceOf(body)];
  if (here === undefined || there === undefined) return false;
  return here === there || speaksOfClients.test(there.text) || call.arguments.some(isGiven);
}

function isGiven(argument: Node): boolean {
  const value = unwrap(argument);
  if (value.type === 'ObjectExpression') {
    return value.properties.some(
      (each) => each.type === 'ObjectMethod' || (each.type === 'ObjectProperty' && isFunction(each.value)),
    );
  }
  const source = sourceOf(value);
  return (
    isFunction(value) ||
    (source !== undefined && value.type === 'Identifier' && functionOf(source, value) !== undefined)
  );
}
