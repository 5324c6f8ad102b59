// Whether more than yes or no is made of what a part gives: `const found = /…/.exec(text)` may be read for what it found.
// Such a part cannot become a check.

import type { Node } from '@babel/types';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { nameOf, unwrap } from '../../tree.ts';
import { functionOf } from '../names/callee.ts';
import { looksBoolean } from './condition.ts';
import { returnsOf } from '../origin/leaving.ts';

const finding = new Set(['match', 'matchAll', 'exec', 'find', 'findLast', 'get', 'at']);

/** The place that takes more than yes or no from the part, or undefined where none does. */
export function usedFurther(source: Source, part: Node): Node | undefined {
  return answersYesOrNo(source, part) ? undefined : taker(source, part);
}

/** True where the value, when it is truthy, is `true` itself. */
function answersYesOrNo(source: Source, node: Node): boolean {
  const inner = unwrap(node);
  switch (inner.type) {
    case 'BooleanLiteral':
      return true;
    case 'LogicalExpression':
      return answersYesOrNo(source, inner.right) && (inner.operator === '&&' || answersYesOrNo(source, inner.left));
    case 'ConditionalExpression':
      return answersYesOrNo(source, inner.consequent) && answersYesOrNo(source, inner.alternate);
    case 'AwaitExpression':
      return answersYesOrNo(source, inner.argument);
    case 'CallExpression':
    case 'OptionalCallExpression': {
      const called = functionOf(source, inner.callee);
      if (called !== undefined) return returnsOf(source, called).every((value) => value !== node && isPlain(value));
      const { callee } = inner;
      const isMember = callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression';
      return !finding.has((isMember && nameOf(callee.property)) || '');
    }
    default:
      return looksBoolean(inner);
  }
}

/** What a predicate of the file returns, without following it further. */
function isPlain(value: Node): boolean {
  const inner = unwrap(value);
  return inner.type === 'BooleanLiteral' || inner.type === 'Identifier' || looksBoolean(inner);
}

function taker(source: Source, node: Node): Node | undefined {
  const { parentOf, bindingOf } = scopesOf(source);
  const parent = parentOf(node);
  switch (parent?.node.type) {
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'LogicalExpression':
      return taker(source, parent.node);
    case 'IfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForStatement':
      return undefined;
    case 'ConditionalExpression':
      return parent.key === 'test' ? undefined : taker(source, parent.node);
    case 'UnaryExpression':
      return parent.node.operator === '!' ? undefined : parent.node;
    case 'ExpressionStatement':
    case 'SwitchCase':
      return undefined;
    case 'CallExpression':
      return nameOf(parent.node.callee) === 'Boolean' ? undefined : parent.node;
    case 'VariableDeclarator': {
      const reads = bindingOf(parent.node.id)?.references.filter(({ write }) => !write);
      if (reads === undefined) return parent.node;
      for (const { node: read } of reads) {
        const found = taker(source, read);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    case 'MemberExpression':
    case 'OptionalMemberExpression':
    case 'TemplateLiteral':
    case 'JSXExpressionContainer':
      return parent.node;
    default:
      return undefined;
  }
}
