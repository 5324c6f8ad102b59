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
  /** What is ended. */
  readonly object: Node;
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
  const object = onlyTerminates(block);
  if (handler?.param?.type !== 'Identifier' || object === undefined) return [];
  return [{ kind: 'try', node, error: handler.param, body: handler.body, object }];
}

function rejected(node: Node & { readonly type: 'CallExpression' }): readonly Handler[] {
  const { callee } = node;
  const [handler, ...others] = node.arguments;
  if (callee.type !== 'MemberExpression' || nameOf(callee.property) !== 'catch' || others.length > 0) return [];
  const object = terminated(callee.object);
  if (object === undefined || handler === undefined || !isFunction(handler)) return [];
  const [error] = handler.params;
  if (error?.type !== 'Identifier' || handler.body.type !== 'BlockStatement') return [];
  return [{ kind: 'promise', node, error, body: handler.body, object }];
}

/** Whose session ends, where nothing else in the block can fail; `?.` and `await` around the call do not matter. */
function onlyTerminates(block: BlockStatement): Node | undefined {
  const objects: Node[] = [];
  let others = 0;
  walk(block, (node) => {
    if (isFunction(node)) return false;
    if (node.type === 'CallExpression' || node.type === 'OptionalCallExpression') {
      const object = terminated(node);
      if (object !== undefined) objects.push(object);
      else if (!isLogging(node)) others += 1;
    }
    if (node.type === 'AwaitExpression' && terminated(node.argument) === undefined) others += 1;
    if (/^(?:NewExpression|ThrowStatement|TaggedTemplateExpression|YieldExpression|ForOfStatement)$/.test(node.type))
      others += 1;
    return undefined;
  });
  return objects.length === 1 && others === 0 ? objects[0] : undefined;
}

/** The object of a call of terminateSession. */
export function terminated(node: Node): Node | undefined {
  const call = unwrap(node);
  if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') return undefined;
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
  return nameOf(callee.property) === 'terminateSession' ? callee.object : undefined;
}

/** A call of a logger: `this.logger.info(…)`. */
export function isLogging(node: Node): boolean {
  if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return false;
  const { callee } = node;
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return false;
  return /^(?:log|debug|info|warn|error|trace)$/.test(nameOf(callee.property) ?? '');
}
