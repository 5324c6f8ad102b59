// `const error = new Error(text)` and, behind it, `error.code = 404`: together they are the error.

import type { AssignmentExpression, Node } from '@babel/types';
import { scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { nameOf, startOf, unwrap } from '../lib/tree.ts';

/** A property that is set once, as a statement of its own. */
export interface Assigned {
  readonly statement: Node;
  readonly expression: AssignmentExpression;
  readonly name: string;
}

const written = new Set(['code', 'status', 'statusCode', 'name', 'message']);

/** What is assigned to the error that a constant of the same block holds. */
export function assignedTo(source: Source, node: Node): readonly Assigned[] {
  const { parentOf, bindingOf } = scopesOf(source);
  let above = parentOf(node)?.node;
  while (above !== undefined && unwrap(above) !== above) above = parentOf(above)?.node;
  if (above?.type !== 'VariableDeclarator' || above.id.type !== 'Identifier') return [];
  const binding = bindingOf(above.id);
  const declaration = parentOf(above)?.node;
  const block = declaration && parentOf(declaration)?.node;
  return (binding?.references ?? []).flatMap(({ node: use }) => {
    let at: Node = use;
    for (
      let outer = parentOf(at)?.node;
      outer !== undefined && unwrap(outer) === unwrap(at);
      outer = parentOf(at)?.node
    )
      at = outer;
    const member = parentOf(at)?.node;
    const expression = member && parentOf(member)?.node;
    const statement = expression && parentOf(expression)?.node;
    if (member?.type !== 'MemberExpression' || member.object !== at || member.computed) return [];
    if (expression?.type !== 'AssignmentExpression' || expression.left !== member || expression.operator !== '=')
      return [];
    if (statement?.type !== 'ExpressionStatement' || parentOf(statement)?.node !== block) return [];
    const name = nameOf(member.property);
    const behind = startOf(statement) > startOf(node);
    return name !== undefined && written.has(name) && behind ? [{ statement, expression, name }] : [];
  });
}
