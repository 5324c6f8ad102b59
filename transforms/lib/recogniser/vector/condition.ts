// Where conditions stand in a file, and what they look like as a formula: and, or, not over leaves. Written parentheses
// stay groups of their own, so that what is replaced inside keeps its place.

import type { BinaryExpression, Expression, Node } from '@babel/types';
import type { Scopes } from '../../scopes.ts';
import { eachChild, unwrap, walk } from '../../tree.ts';
import { isFunction } from '../language/functions.ts';

/** A condition as a formula. `node` is what the part spans in the text. */
export type Formula =
  | { readonly kind: 'and' | 'or'; readonly node: Node; readonly parts: readonly Formula[] }
  | { readonly kind: 'not'; readonly node: Node; readonly part: Formula }
  | {
      readonly kind: 'choice';
      readonly node: Node;
      readonly test: Formula;
      readonly parts: readonly [Formula, Formula];
    }
  | { readonly kind: 'leaf'; readonly node: Node };

/** Every leaf, left to right. */
export function leavesOf(formula: Formula): readonly (Formula & { readonly kind: 'leaf' })[] {
  switch (formula.kind) {
    case 'leaf':
      return [formula];
    case 'not':
      return leavesOf(formula.part);
    case 'choice':
      return [formula.test, ...formula.parts].flatMap(leavesOf);
    default:
      return formula.parts.flatMap(leavesOf);
  }
}

/** Every part of the formula, the whole first. */
export function partsOf(formula: Formula): readonly Formula[] {
  switch (formula.kind) {
    case 'leaf':
      return [formula];
    case 'not':
      return [formula, ...partsOf(formula.part)];
    case 'choice':
      return [formula, ...[formula.test, ...formula.parts].flatMap(partsOf)];
    default:
      return [formula, ...formula.parts.flatMap(partsOf)];
  }
}

/** Reads a condition. */
export function formulaOf(node: Node): Formula {
  const inner = unwrap(node);
  if (inner.type === 'LogicalExpression' && inner.operator !== '??') {
    const kind = inner.operator === '&&' ? 'and' : 'or';
    return { kind, node, parts: operands(inner, inner.operator).map(operandOf) };
  }
  if (inner.type === 'UnaryExpression' && inner.operator === '!')
    return { kind: 'not', node, part: formulaOf(inner.argument) };
  if (inner.type === 'ConditionalExpression') {
    return {
      kind: 'choice',
      node,
      test: formulaOf(inner.test),
      parts: [formulaOf(inner.consequent), formulaOf(inner.alternate)],
    };
  }
  const last = inner.type === 'SequenceExpression' ? inner.expressions.at(-1) : undefined;
  return last === undefined ? { kind: 'leaf', node } : formulaOf(last);
}

/** A sequence among operands stays one: its neighbours end where its parentheses do. */
function operandOf(node: Node): Formula {
  return unwrap(node).type === 'SequenceExpression' ? { kind: 'leaf', node } : formulaOf(node);
}

function operands(node: Node, operator: string): readonly Node[] {
  if (node.type !== 'LogicalExpression' || node.operator !== operator) return [node];
  const flat = (side: Node): readonly Node[] =>
    side.extra?.['parenthesized'] === true ? [side] : operands(side, operator);
  return [...flat(node.left), ...flat(node.right)];
}

const answering = new Set([
  'includes',
  'startsWith',
  'endsWith',
  'test',
  'some',
  'every',
  'has',
  'isInstance',
  'match',
  'exec',
]);

const comparing = new Set(['===', '!==', '==', '!=', '<', '<=', '>', '>=', 'instanceof', 'in']);

/** True for an expression that by its form answers yes or no. */
export function looksBoolean(node: Node): boolean {
  const inner = unwrap(node);
  switch (inner.type) {
    case 'BinaryExpression':
      return comparing.has(inner.operator);
    case 'UnaryExpression':
      return inner.operator === '!';
    case 'LogicalExpression':
      return inner.operator !== '??'
        ? looksBoolean(inner.left) || looksBoolean(inner.right)
        : looksBoolean(inner.right);
    case 'ConditionalExpression':
      return looksBoolean(inner.consequent) || looksBoolean(inner.alternate);
    case 'AwaitExpression':
      return looksBoolean(inner.argument);
    case 'CallExpression':
    case 'OptionalCallExpression': {
      const { callee } = inner;
      if (callee.type === 'Identifier')
        return callee.name === 'Boolean' || /^(is|has|should|looks|was)[A-Z_]/.test(callee.name);
      if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return false;
      const name =
        callee.property.type === 'Identifier'
          ? callee.property.name
          : callee.property.type === 'PrivateName'
            ? callee.property.id.name
            : '';
      return answering.has(name) || /^_?(is|has|should|looks|was)[A-Z_]/.test(name);
    }
    default:
      return false;
  }
}

/** The outermost conditions of a file, in source order; conditions inside callbacks of a condition are roots of their own. */
export function conditionsOf(root: Node): readonly Node[] {
  const found: Node[] = [];
  const visit = (node: Node, inside: boolean, above?: Node): void => {
    const tests = testsOf(node);
    const here = !inside && tests.length === 0 && looksBoolean(node) && !isDone(node, above);
    if (here) found.push(node);
    const below = here || (inside && !isFunction(node) && !breaksCondition(node));
    eachChild(node, (child) => {
      if (tests.includes(child) && !below) {
        found.push(child);
        visit(child, true, node);
        return;
      }
      visit(child, below, node);
    });
  };
  visit(root, false);
  return found;
}

/** A call that stands as a statement is made for what it does: `expect(text).to.match(/…/)`. */
function isDone(node: Node, above: Node | undefined): boolean {
  return above?.type === 'ExpressionStatement' && /^(Optional)?CallExpression$/.test(node.type);
}

/** Operands whose truth a node asks for, whatever they look like. */
function testsOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'IfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ConditionalExpression':
      return [node.test];
    case 'ForStatement':
      return node.test ? [node.test] : [];
    default:
      return [];
  }
}

/** Where a condition inside a condition is one of its own: the argument of a call that is itself only an operand. */
function breaksCondition(node: Node): boolean {
  return node.type === 'BlockStatement';
}

const asked = new WeakMap<Node, Node>();

/** What must be about to run for a condition to be asked: the condition itself, or the head of the switch it is a case of. */
export function momentOf(condition: Node): Node {
  return asked.get(condition) ?? condition;
}

/** True for a case of a switch. */
export function isCase(condition: Node): boolean {
  return asked.has(condition);
}

/** What is written where a condition stands: of a case what its switch is compared with. */
export function writtenTest(condition: Node): Node {
  return isCase(condition) && condition.type === 'BinaryExpression' ? condition.right : condition;
}

/** The cases of all switches as the comparisons they stand for. */
export function casesOf(root: Node): readonly Node[] {
  const found: Node[] = [];
  walk(root, (node) => {
    if (node.type !== 'SwitchStatement' || node.discriminant.type === 'BooleanLiteral') return undefined;
    for (const { test } of node.cases) {
      if (!test) continue;
      const comparison = comparisonOf(node.discriminant, test);
      asked.set(comparison, node.discriminant);
      found.push(comparison);
    }
    return undefined;
  });
  return found;
}

function comparisonOf(left: Expression, right: Expression): BinaryExpression {
  const places = {
    leadingComments: null,
    innerComments: null,
    trailingComments: null,
    loc: null,
    start: right.start ?? null,
    end: right.end ?? null,
  };
  return { ...places, type: 'BinaryExpression', operator: '===', left, right };
}

/** The formula in words, its leaves as they are written. */
export function formulaText(formula: Formula, text: string, inner = false): string {
  switch (formula.kind) {
    case 'leaf':
      return text.slice(formula.node.start ?? 0, formula.node.end ?? 0).replace(/\s+/g, ' ');
    case 'not':
      return `not ${formulaText(formula.part, text, true)}`;
    case 'choice': {
      const [yes, no] = formula.parts;
      return `if ${formulaText(formula.test, text, true)} then ${formulaText(yes, text, true)} else ${formulaText(no, text, true)}`;
    }
    default: {
      const joined = formula.parts.map((part) => formulaText(part, text, true)).join(` ${formula.kind} `);
      return inner ? `(${joined})` : joined;
    }
  }
}

/** The function or catch clause that declares what a place starts from; undefined for the module and for classes. */
export function frameOf(root: Node, scopes: Scopes): Node | undefined {
  for (let at: Node | undefined = root; at !== undefined; at = scopes.parentOf(at)?.node) {
    if (isFunction(at) || at.type === 'CatchClause') return at;
  }
  return undefined;
}
