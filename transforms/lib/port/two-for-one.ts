// One value in a test becomes two: in a comparison, a list, a case of a switch or a table.

import type { Node } from '@babel/types';
import type { Edit } from '../codemod.ts';
import { applyEdits } from '../edits.ts';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { endOf, startOf } from '../tree.ts';
import { contains } from './made-of.ts';

/**
 * The edits that test for both texts where one node is tested for, and `beside` with them; undefined where the syntax has
 * no room for it.
 */
export function twoForOne(
  source: Source,
  node: Node,
  first: string,
  second: string,
  beside: readonly Edit[] = [],
): readonly Edit[] | undefined {
  const parent = scopesOf(source).parentOf(node);
  const text = (part: Node): string => {
    const from = startOf(part);
    const own = beside.filter((edit) => contains(part, edit));
    const moved = own.map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
    return applyEdits(source.text.slice(from, endOf(part)), moved);
  };
  const others = (replaced: Node): readonly Edit[] => beside.filter((edit) => !contains(replaced, edit));
  const whole = { start: startOf(node), end: endOf(node) };
  switch (parent?.node.type) {
    case 'BinaryExpression': {
      const { left, right, operator } = parent.node;
      if (!/^[!=]==?$/.test(operator)) return undefined;
      const other = text(left === node ? right : left);
      const [one, two] = [first, second].map((value) => `${other} ${operator} ${value}`);
      const either = `${one ?? ''} ${operator.startsWith('!') ? '&&' : '||'} ${two ?? ''}`;
      return [
        ...others(parent.node),
        {
          start: startOf(parent.node),
          end: endOf(parent.node),
          text: bare(source, parent.node) ? either : `(${either})`,
        },
      ];
    }
    case 'ArrayExpression':
      return [...beside, { ...whole, text: `${first}, ${second}` }];
    case 'SwitchCase': {
      const from = startOf(parent.node);
      const line = source.text.slice(source.text.lastIndexOf('\n', from) + 1, from);
      const feed = source.text.includes('\r\n') ? '\r\n' : '\n';
      return [...beside, { ...whole, text: `${first}:${feed}${line.trim() === '' ? line : ''}case ${second}` }];
    }
    case 'ObjectProperty':
      return parent.key === 'key' && !parent.node.computed
        ? [...beside, { ...whole, text: `${first}: ${text(parent.node.value)}, ${second}` }]
        : undefined;
    default:
      return undefined;
  }
}

/** True where `a || b` needs no parentheses. */
function bare(source: Source, node: Node): boolean {
  if (node.extra?.['parenthesized'] === true) return true;
  const parent = scopesOf(source).parentOf(node);
  switch (parent?.node.type) {
    case 'IfStatement':
    case 'WhileStatement':
    case 'ReturnStatement':
    case 'VariableDeclarator':
      return true;
    case 'ArrowFunctionExpression':
      return parent.key === 'body';
    default:
      return false;
  }
}
