// What evaluating a part does beside giving an answer: writes something down, tells somebody. It would go with the part.

import type { Node } from '@babel/types';
import { isPure } from '../../purity.ts';
import { scopesOf, writtenAs } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { unwrap, walk } from '../../tree.ts';
import { functionOf } from '../names/callee.ts';

const deepest = 4;

/** The effect as it is written, or undefined where evaluating the part only answers. */
export function effectOf(source: Source, part: Node, depth = 0): string | undefined {
  let found: string | undefined;
  walk(part, (node) => {
    found ??= ownEffect(source, part, node) ?? effectOfCall(source, node, depth);
    return found === undefined;
  });
  return found;
}

function ownEffect(source: Source, part: Node, node: Node): string | undefined {
  const written = writtenAs(node).replace(/\s+/g, ' ');
  switch (node.type) {
    case 'AssignmentExpression':
      return isInside(source, part, node.left) ? undefined : written;
    case 'UpdateExpression':
      return isInside(source, part, node.argument) ? undefined : written;
    case 'UnaryExpression':
      return node.operator === 'delete' || (node.operator === 'void' && tells(source, part, node.argument))
        ? written
        : undefined;
    case 'YieldExpression':
      return written;
    case 'ExpressionStatement':
      return tells(source, part, node.expression) ? written : undefined;
    case 'SequenceExpression':
      return node.expressions.slice(0, -1).some((each) => tells(source, part, each)) ? written : undefined;
    default:
      return undefined;
  }
}

/** A call whose answer nobody takes is made for what it does, unless what it does stays inside: `found.push(x)`. */
function tells(source: Source, part: Node, node: Node): boolean {
  const call = unwrap(node.type === 'AwaitExpression' ? node.argument : node);
  if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') return false;
  const { callee } = call;
  const onOwn = callee.type === 'MemberExpression' && isInside(source, part, callee.object);
  return !onOwn && functionOf(source, callee) === undefined && !isPure(call);
}

/** True for a variable that is declared within the part, or a property of one. */
function isInside(source: Source, part: Node, target: Node): boolean {
  const base = unwrap(target);
  if (base.type === 'MemberExpression') return isInside(source, part, base.object);
  if (base.type !== 'Identifier') return base.type === 'ObjectPattern' || base.type === 'ArrayPattern';
  const declared = scopesOf(source).bindingOf(base)?.declarations[0];
  const at = declared?.identifier;
  if (at === undefined || (declared?.kind === 'param' && target.type !== 'Identifier')) return false;
  return (part.start ?? 0) <= (at.start ?? 0) && (at.end ?? 0) <= (part.end ?? 0);
}

function effectOfCall(source: Source, node: Node, depth: number): string | undefined {
  if (depth >= deepest || (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression')) return undefined;
  const called = functionOf(source, node.callee);
  return called && effectOf(source, called, depth + 1);
}
