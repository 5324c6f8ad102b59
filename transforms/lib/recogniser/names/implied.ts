// Which tests are known to hold at a place: of branches around it, and of guards before it that leave otherwise.

import type { Node } from '@babel/types';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { unwrap } from '../../tree.ts';
import { isFunction } from '../language/functions.ts';

/** A condition, and whether it is true or false wherever the place is reached. */
export interface Implied {
  readonly test: Node;
  readonly holds: boolean;
}

/** Inside the function around the place, nearest first; what an `and` or `or` implies is taken apart. */
export function impliedAt(source: Source, place: Node): readonly Implied[] {
  return branchesAbove(source, place).flatMap(({ test, holds }) => parts(test, holds));
}

/** The same with every condition left whole. */
export function branchesAbove(source: Source, place: Node): readonly Implied[] {
  const { parentOf } = scopesOf(source);
  const found: Implied[] = [];
  let below = place;
  for (let parent = parentOf(below); parent !== undefined && !isFunction(below); parent = parentOf(below)) {
    const { node, key } = parent;
    if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') {
      if (key === 'consequent') found.push({ test: node.test, holds: true });
      if (key === 'alternate') found.push({ test: node.test, holds: false });
    }
    if (node.type === 'LogicalExpression' && key === 'right' && node.operator !== '??')
      found.push({ test: node.left, holds: node.operator === '&&' });
    if (key === 'body' && 'body' in node && Array.isArray(node.body))
      found.push(...guards(node.body as readonly Node[], below));
    if (key === 'consequent' && node.type === 'SwitchCase') found.push(...guards(node.consequent, below));
    below = node;
  }
  return found;
}

/** `if (!test) return;` among the statements before. */
function guards(statements: readonly Node[], below: Node): readonly Implied[] {
  return statements.slice(0, Math.max(0, statements.indexOf(below))).flatMap((statement): readonly Implied[] => {
    if (statement.type !== 'IfStatement') return [];
    const { test, consequent, alternate } = statement;
    if (leaves(consequent)) return [{ test, holds: false }];
    return alternate && leaves(alternate) ? [{ test, holds: true }] : [];
  });
}

/** True for a statement after which nothing of its block runs. */
export function leaves(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  if (last?.type === 'IfStatement') return last.alternate != null && leaves(last.consequent) && leaves(last.alternate);
  return last !== undefined && /^(?:Throw|Return|Continue|Break)Statement$/.test(last.type);
}

function parts(test: Node, holds: boolean): readonly Implied[] {
  const inner = unwrap(test);
  if (inner.type === 'UnaryExpression' && inner.operator === '!') return parts(inner.argument, !holds);
  if (inner.type === 'LogicalExpression' && inner.operator === (holds ? '&&' : '||'))
    return [...parts(inner.left, holds), ...parts(inner.right, holds)];
  return [{ test: inner, holds }];
}
