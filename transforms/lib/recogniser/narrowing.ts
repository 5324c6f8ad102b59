// Where TypeScript knows already that the error is of a v2 class, the check needs no class test of its own.

import type { Node } from '@babel/types';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { unwrap } from '../tree.ts';
import { isFunction } from './functions.ts';
import { sdkThing } from './sdk-names.ts';

/** True for `subject instanceof SdkError` and its like. */
export function narrowsTo(source: Source, test: Node, subject: string | undefined): boolean {
  const leaf = unwrap(test);
  if (leaf.type === 'BinaryExpression') {
    return (
      leaf.operator === 'instanceof' && isSdkClass(source, leaf.right) && textOfNode(source, leaf.left) === subject
    );
  }
  if (leaf.type !== 'CallExpression' || leaf.callee.type !== 'MemberExpression') return false;
  const { object, property } = leaf.callee;
  const [argument] = leaf.arguments;
  if (property.type !== 'Identifier' || property.name !== 'isInstance' || argument === undefined) return false;
  return isSdkClass(source, object) && textOfNode(source, argument) === subject;
}

/** True where a test around the node has narrowed the subject. */
export function isNarrowed(source: Source, node: Node, subject: string | undefined): boolean {
  const { parentOf } = scopesOf(source);
  let inner = node;
  for (let at = parentOf(inner)?.node; at !== undefined && !isFunction(at); inner = at, at = parentOf(at)?.node) {
    if (at.type !== 'IfStatement' && at.type !== 'ConditionalExpression') continue;
    if (at.consequent === inner && conjuncts(at.test).some((part) => narrowsTo(source, part, subject))) return true;
  }
  return false;
}

function conjuncts(test: Node): readonly Node[] {
  const inner = unwrap(test);
  if (inner.type !== 'LogicalExpression' || inner.operator !== '&&') return [inner];
  return [...conjuncts(inner.left), ...conjuncts(inner.right)];
}

function isSdkClass(source: Source, node: Node): boolean {
  const thing = sdkThing(node);
  return thing?.name === 'SdkError' || thing?.name === 'SdkHttpError';
}

function textOfNode({ text }: Source, node: Node): string {
  const inner = unwrap(node);
  return text.slice(inner.start ?? 0, inner.end ?? 0);
}
