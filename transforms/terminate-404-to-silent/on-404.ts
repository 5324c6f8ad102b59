// What a handler does on the 404, held against what happens where ending the session succeeds: the transport takes the one
// for the other, so that only a difference between the two matters.

import type { Node } from '@babel/types';
import { isPure } from '../lib/purity.ts';
import { isFunction } from '../lib/recogniser/language/functions.ts';
import { scopesOf, writtenAs } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { nameOf, walk } from '../lib/tree.ts';
import type { Fated } from './dead.ts';
import { type Handler, isLogging, terminated } from './handlers.ts';

/** How a list of statements ends, where they do nothing but that. `work`: they do something that is more than silence. */
type End = 'falls' | 'continues' | 'work' | { readonly returns: string };

/** True where the 404 ends as a success does: nothing else was done about it than to log and to go on. */
export function isSilent(source: Source, handler: Handler, fated: Fated): boolean {
  const on404 = endOfAll(handler.body.body, fated);
  if (on404 === 'work') return false;
  if (handler.kind === 'promise') return on404 === 'falls' || isReturn(on404, '');
  const call = callIn(handler.node);
  const success = call && endOfAll(behind(source, call, handler.node), fated);
  if (success === undefined || success === 'work') return false;
  if (same(on404, success)) return true;
  // One of the two goes on behind the try: what stands there has to end as the other does.
  const further = endOfAll(behind(source, handler.node, undefined), fated);
  const inLoop = isInLoop(source, handler.node);
  const along = (end: End): End => {
    if (end !== 'falls') return end;
    return further === 'falls' ? (inLoop ? 'continues' : { returns: '' }) : further;
  };
  return along(on404) !== 'work' && same(along(on404), along(success));
}

function isReturn(end: End, text: string): boolean {
  return typeof end === 'object' && end.returns === text;
}

function same(left: End, right: End): boolean {
  return typeof left === 'object' && typeof right === 'object' ? left.returns === right.returns : left === right;
}

/** The statements of a handler as the 404 runs through them, or those behind a success. */
function endOfAll(statements: readonly Node[], fated: Fated): End {
  for (const statement of statements) {
    const end = endOfOne(statement, fated);
    if (end !== 'falls') return end;
  }
  return 'falls';
}

function endOfOne(statement: Node, fated: Fated): End {
  switch (statement.type) {
    case 'BlockStatement':
      return endOfAll(statement.body, fated);
    case 'EmptyStatement':
      return 'falls';
    case 'ContinueStatement':
      return statement.label ? 'work' : 'continues';
    case 'ReturnStatement':
      return returned(statement.argument);
    case 'ExpressionStatement':
      return isQuiet(statement.expression) ? 'falls' : 'work';
    case 'VariableDeclaration':
      return statement.declarations.every(({ init }) => !init || isPure(init)) ? 'falls' : 'work';
    case 'IfStatement': {
      const said = fated(statement.test).on404;
      if (said === 'true') return endOfOne(statement.consequent, fated);
      if (said !== 'false') return 'work';
      return statement.alternate ? endOfOne(statement.alternate, fated) : 'falls';
    }
    default:
      return 'work';
  }
}

/** A constant or nothing; what is computed may be another thing each time. */
function returned(argument: Node | null | undefined): End {
  if (!argument || nameOf(argument) === 'undefined') return { returns: '' };
  return /^(?:Boolean|String|Numeric|Null)Literal$/.test(argument.type) ? { returns: writtenAs(argument) } : 'work';
}

/** A log line whose arguments only read. */
function isQuiet(expression: Node): boolean {
  return (
    isLogging(expression) &&
    'arguments' in expression &&
    (expression.arguments as readonly Node[]).every((each) => isPure(each))
  );
}

function callIn(node: Node): Node | undefined {
  let found: Node | undefined;
  walk(node, (inner) => {
    if (found === undefined && terminated(inner) !== undefined) found = inner;
    return found === undefined;
  });
  return found;
}

/** The statements that come behind a node, out to another one, else to the function or the loop around. */
function behind(source: Source, node: Node, until: Node | undefined): readonly Node[] {
  const { parentOf } = scopesOf(source);
  const found: Node[] = [];
  let below = node;
  for (let parent = parentOf(below); parent !== undefined; parent = parentOf(below)) {
    const at = parent.node;
    if (isFunction(at) || isLoop(at)) break;
    if (at.type === 'BlockStatement' || at.type === 'Program')
      found.push(...at.body.slice(at.body.findIndex((each) => each === below) + 1));
    below = at;
    if (at === until) break;
  }
  return found;
}

function isInLoop(source: Source, node: Node): boolean {
  const { parentOf } = scopesOf(source);
  for (let at = parentOf(node)?.node; at !== undefined && !isFunction(at); at = parentOf(at)?.node)
    if (isLoop(at)) return true;
  return false;
}

function isLoop(node: Node): boolean {
  return /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type);
}
