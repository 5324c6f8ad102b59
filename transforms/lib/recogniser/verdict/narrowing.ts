// What TypeScript knows of the error where it is tested: of a v2 class already, so that the check needs no class test of its
// own, or of a shape that is still read further down.

import type { Node, Statement } from '@babel/types';
import type { Span } from '../../codemod.ts';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { endOf, startOf, unwrap } from '../../tree.ts';
import { functionOf } from '../names/callee.ts';
import { leavesOf, type Formula } from '../vector/condition.ts';
import { isFunction } from '../language/functions.ts';
import { sdkThing } from '../catalogue/sdk-names.ts';
import type { Site } from '../vector/site.ts';

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

/** True where a test around the node, or one before it that leaves, has narrowed the subject. */
export function isNarrowed(source: Source, node: Node, subject: string | undefined): boolean {
  const { parentOf } = scopesOf(source);
  const narrows = (part: Node): boolean => narrowsTo(source, part, subject);
  let inner = node;
  for (let at = parentOf(inner)?.node; at !== undefined && !isFunction(inner); inner = at, at = parentOf(at)?.node) {
    if (
      (at.type === 'IfStatement' || at.type === 'ConditionalExpression') &&
      at.consequent === inner &&
      conjuncts(at.test).some(narrows)
    )
      return true;
    if (at.type !== 'BlockStatement') continue;
    const before = at.body.slice(0, at.body.indexOf(inner as Statement));
    if (before.some((statement) => isGuard(statement) && disjuncts(statement.test).some(notOf(narrows)))) return true;
  }
  return false;
}

/** `if (…) throw error;` and its like: behind it the opposite holds. */
function isGuard(statement: Node): statement is Node & { readonly type: 'IfStatement' } {
  if (statement.type !== 'IfStatement' || statement.alternate) return false;
  const { consequent } = statement;
  const last = consequent.type === 'BlockStatement' ? consequent.body.at(-1) : consequent;
  return last !== undefined && /^(?:Return|Throw|Continue|Break)Statement$/.test(last.type);
}

function notOf(holds: (part: Node) => boolean): (part: Node) => boolean {
  return (part) => {
    const test = unwrap(part);
    return test.type === 'UnaryExpression' && test.operator === '!' && holds(unwrap(test.argument));
  };
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
  const region = regionBehind(source, formula);
  const uses = bindingOf(place.root)?.references ?? [];
  return uses.some(({ node }) => {
    const parent = parentOf(node);
    const isRead = parent?.key === 'object' && /^(Optional)?MemberExpression$/.test(parent.node.type);
    return isRead && region.start <= startOf(node) && endOf(node) <= region.end;
  });
}

/** Where TypeScript goes by the answer of a condition: what it is the test of, and behind a guard the rest of the block. */
function regionBehind(source: Source, { kind, node }: Formula): Span {
  const { parentOf } = scopesOf(source);
  let at = node;
  let turned = kind === 'not' || kind === 'or';
  for (let above = parentOf(at); above !== undefined; at = above.node, above = parentOf(at)) {
    const { type } = above.node;
    if (type === 'UnaryExpression') turned = true;
    else if (type === 'IfStatement' && turned)
      return { start: endOf(at), end: endOf(parentOf(above.node)?.node ?? above.node) };
    else if (type === 'IfStatement') return { start: endOf(at), end: endOf(above.node.consequent) };
    else if (!/^(?:Logical|Conditional)Expression$|^(?:Do)?WhileStatement$/.test(type) || above.key !== 'left') {
      const whole = /^ConditionalExpression$|WhileStatement$/.test(type) && above.key === 'test' ? above.node : at;
      return { start: endOf(node), end: endOf(whole) };
    }
  }
  return { start: endOf(node), end: endOf(at) };
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

function disjuncts(test: Node): readonly Node[] {
  const inner = unwrap(test);
  if (inner.type !== 'LogicalExpression' || inner.operator !== '||') return [inner];
  return [...disjuncts(inner.left), ...disjuncts(inner.right)];
}

function isSdkClass(source: Source, node: Node): boolean {
  const thing = sdkThing(node);
  return thing?.name === 'SdkError' || thing?.name === 'SdkHttpError';
}

function textOfNode({ text }: Source, node: Node): string {
  const inner = unwrap(node);
  return text.slice(inner.start ?? 0, inner.end ?? 0);
}
