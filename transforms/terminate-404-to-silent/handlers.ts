// Handlers that hear of nothing but terminateSession: a catch clause around it, or the function given to its `.catch`.

import type { BlockStatement, Identifier, Node, TryStatement } from '@babel/types';
import { isFunction } from '../lib/recogniser/language/functions.ts';
import type { Source } from '../lib/source.ts';
import { nameOf, unwrap, walk } from '../lib/tree.ts';

export interface Handler {
  readonly kind: 'try' | 'promise';
  /** The try statement, or the call of `.catch`. */
  readonly node: Node;
  readonly error: Identifier;
  readonly body: BlockStatement;
}

/** The handlers of a file, in source order. */
export function handlersOf(source: Source): readonly Handler[] {
  const found: Handler[] = [];
  walk(source.file.program, (node) => {
    if (node.type === 'TryStatement') found.push(...caught(node));
    if (node.type === 'CallExpression') found.push(...rejected(node));
    return undefined;
  });
  return found;
}

function caught(node: TryStatement): readonly Handler[] {
  const { block, handler } = node;
  if (handler?.param?.type !== 'Identifier' || !onlyTerminates(block)) return [];
  return [{ kind: 'try', node, error: handler.param, body: handler.body }];
}

function rejected(node: Node & { readonly type: 'CallExpression' }): readonly Handler[] {
  const { callee } = node;
  const [handler, ...others] = node.arguments;
  if (callee.type !== 'MemberExpression' || nameOf(callee.property) !== 'catch' || others.length > 0) return [];
  if (!isTerminate(callee.object) || handler === undefined || !isFunction(handler)) return [];
  const [error] = handler.params;
  if (error?.type !== 'Identifier' || handler.body.type !== 'BlockStatement') return [];
  return [{ kind: 'promise', node, error, body: handler.body }];
}

/** Every call in the block that can fail is terminateSession; `?.` and `await` around it do not matter. */
function onlyTerminates(block: BlockStatement): boolean {
  let terminates = 0;
  let others = 0;
  walk(block, (node) => {
    if (isFunction(node)) return false;
    if (node.type === 'CallExpression' || node.type === 'OptionalCallExpression') {
      if (isTerminate(node)) terminates += 1;
      else if (!isLogging(node)) others += 1;
    }
    if (node.type === 'NewExpression' || node.type === 'ThrowStatement') others += 1;
    return undefined;
  });
  return terminates > 0 && others === 0;
}

function isTerminate(node: Node): boolean {
  const call = unwrap(node);
  if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') return false;
  const { callee } = call;
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return false;
  return nameOf(callee.property) === 'terminateSession';
}

/** A call of a logger: `this.logger.info(…)`. */
export function isLogging(node: Node): boolean {
  if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return false;
  const { callee } = node;
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return false;
  return /^(?:log|debug|info|warn|error|trace)$/.test(nameOf(callee.property) ?? '');
}
