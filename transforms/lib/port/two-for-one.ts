// One value in a test becomes two: in a comparison, a list, a case of a switch or a table.

import type { Node } from '@babel/types';
import type { Edit } from '../codemod.ts';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { endOf, startOf } from '../tree.ts';

/** The edits that test for both texts where one node is tested for; undefined where the syntax has no room for it. */
export function twoForOne(source: Source, node: Node, first: string, second: string): readonly Edit[] | undefined {
  const parent = scopesOf(source).parentOf(node);
  const text = (part: Node): string => source.text.slice(startOf(part), endOf(part));
  const whole = { start: startOf(node), end: endOf(node) };
  switch (parent?.node.type) {
    case 'BinaryExpression': {
      const { left, right, operator } = parent.node;
      if (!/^[!=]==?$/.test(operator)) return undefined;
      const other = text(left === node ? right : left);
      const [one, two] = [first, second].map((value) => `${other} ${operator} ${value}`);
      const either = `${one ?? ''} ${operator.startsWith('!') ? '&&' : '||'} ${two ?? ''}`;
      return [
        {
          start: startOf(parent.node),
          end: endOf(parent.node),
          text: bare(source, parent.node) ? either : `(${either})`,
        },
      ];
    }
    case 'ArrayExpression':
      return [{ ...whole, text: `${first}, ${second}` }];
    case 'SwitchCase': {
      const from = startOf(parent.node);
      const line = source.text.slice(source.text.lastIndexOf('\n', from) + 1, from);
      const feed = source.text.includes('\r\n') ? '\r\n' : '\n';
      return [{ ...whole, text: `${first}:${feed}${line.trim() === '' ? line : ''}case ${second}` }];
    }
    case 'ObjectProperty':
      return parent.key === 'key' && !parent.node.computed
        ? [{ ...whole, text: `${first}: ${text(parent.node.value)}, ${second}` }]
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
