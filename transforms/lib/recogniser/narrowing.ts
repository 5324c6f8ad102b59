// What TypeScript knows of the error where it is tested: of a v2 class already, so that the check needs no class test of its
// own, or of a shape that is still read further down.

import type { Node } from '@babel/types';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { endOf, startOf, unwrap } from '../tree.ts';
import { functionOf } from './callee.ts';
import { leavesOf, type Formula } from './condition.ts';
import { isFunction } from './functions.ts';
import { sdkThing } from './sdk-names.ts';
import type { Site } from './site.ts';

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

/** True for a test of the subject's shape behind which the file reads a property off it that TypeScript would not allow else. */
export function shapesSubject(
  source: Source,
  part: Formula,
  { formula, place }: Pick<Site, 'formula' | 'place'>,
): boolean {
  if (source.language === 'js' || place.root.type !== 'Identifier' || isAny(place.root)) return false;
  if (!leavesOf(part).every(({ node }) => isShape(source, node))) return false;
  const { bindingOf, parentOf } = scopesOf(source);
  const uses = bindingOf(place.root)?.references ?? [];
  return uses.some(({ node }) => {
    const parent = parentOf(node);
    const isRead = parent?.key === 'object' && /^(Optional)?MemberExpression$/.test(parent.node.type);
    return isRead && startOf(node) >= endOf(formula.node);
  });
}

/** `typeof e === 'object'`, `e !== null`, `'code' in e`, or a call of a predicate. */
function isShape(source: Source, test: Node): boolean {
  const leaf = unwrap(test);
  switch (leaf.type) {
    case 'Identifier':
      return true;
    case 'BinaryExpression': {
      const left = unwrap(leaf.left);
      const isTypeof = left.type === 'UnaryExpression' && left.operator === 'typeof';
      return leaf.operator === 'in' || isTypeof || unwrap(leaf.right).type === 'NullLiteral';
    }
    case 'CallExpression': {
      const type = functionOf(source, leaf.callee)?.returnType;
      return type?.type === 'TSTypeAnnotation' && type.typeAnnotation.type === 'TSTypePredicate';
    }
    default:
      return false;
  }
}

function isAny(root: Node & { readonly type: 'Identifier' }): boolean {
  const type = root.typeAnnotation;
  return type?.type === 'TSTypeAnnotation' && type.typeAnnotation.type === 'TSAnyKeyword';
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
