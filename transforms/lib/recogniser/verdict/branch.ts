// What is done where a condition holds: whether anything is done at all, or only something said of the error.

import type { Node } from '@babel/types';
import { isPure } from '../../purity.ts';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { nameOf, unwrap, walk } from '../../tree.ts';
import { above, isFunction } from '../language/functions.ts';

/** What runs, or is given, where the condition holds; undefined where no branch hangs on it directly. */
export function branchOf(source: Source, condition: Node): Node | undefined {
  const { parentOf } = scopesOf(source);
  let at = condition;
  for (let above = parentOf(at); above !== undefined; at = above.node, above = parentOf(at)) {
    const { node, key } = above;
    if (node.type === 'LogicalExpression' && node.operator === '&&' && key === 'right') continue;
    if (node.type === 'LogicalExpression' && node.operator === '&&') return node.right;
    if (node.type !== 'IfStatement' && node.type !== 'ConditionalExpression') return undefined;
    return key === 'test' ? node.consequent : undefined;
  }
  return undefined;
}

/** True where the same is done for another reason in the same function: the two mean the same there. */
export function isShared(source: Source, branch: Node): boolean {
  const textOf = ({ start, end }: Node): string => source.text.slice(start ?? 0, end ?? 0).replace(/\s+/g, ' ');
  const owner = above(branch, scopesOf(source), isFunction);
  const own = textOf(branch);
  let found = false;
  if (owner !== undefined)
    walk(owner, (node) => {
      found ||= node !== branch && node.type === branch.type && textOf(node) === own;
      return !found;
    });
  return found;
}

const loggers = /^(?:console|log|logger|logging|debug|winston|pino)$/i;

/** True for a branch that only says what went wrong: throws or returns a text, a word or an error of its own, or logs. */
export function onlyTells(branch: Node): boolean {
  switch (branch.type) {
    case 'BlockStatement':
      return branch.body.length > 0 && branch.body.every(onlyTells);
    case 'ThrowStatement':
      return isWord(branch.argument);
    case 'ReturnStatement':
      return branch.argument != null && isWord(branch.argument);
    case 'ExpressionStatement':
      return isLog(branch.expression);
    default:
      return isWord(branch) || isLog(branch);
  }
}

/** A text, an object or an error made on the spot; what is true or false, or nothing, is an answer to a question. */
function isWord(value: Node): boolean {
  const inner = unwrap(value);
  switch (inner.type) {
    case 'StringLiteral':
    case 'TemplateLiteral':
    case 'NumericLiteral':
    case 'ObjectExpression':
      return isPure(inner);
    case 'NewExpression':
      return /(?:Error|Exception|Failure|Problem)$/.test(nameOf(inner.callee) ?? '');
    default:
      return false;
  }
}

function isLog(value: Node): boolean {
  const call = unwrap(value);
  if (call.type !== 'CallExpression') return false;
  const { callee } = call;
  return loggers.test((callee.type === 'MemberExpression' ? nameOf(callee.object) : nameOf(callee)) ?? '');
}
