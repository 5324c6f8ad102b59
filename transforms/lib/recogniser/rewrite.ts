// The smallest change that makes a condition ask for the code: which parts become the check, which go, which stay.

import type { Node } from '@babel/types';
import type { Change, CheckStyle, Edit, Generation, ImportNeed, Span } from '../codemod.ts';
import { localName } from '../names.ts';
import { scopesOf } from '../scopes.ts';
import { sdkImports } from '../sdk-imports.ts';
import { transportModules } from '../sdk-modules.ts';
import type { Source } from '../source.ts';
import { unwrap } from '../tree.ts';
import type { Reading } from './classify.ts';
import { leavesOf, type Formula } from './condition.ts';

/** What happens to one part of a formula. */
export type Step =
  | { readonly kind: 'check'; readonly part: Formula; readonly negated: boolean; readonly narrowed: boolean }
  | { readonly kind: 'drop'; readonly part: Formula; readonly among: Formula & { readonly parts: readonly Formula[] } };

/** How the parts of one condition read, and which of them read the subject. */
export interface Readings {
  of(part: Formula): Reading;
  onSubject(part: Formula): boolean;
  /** A `transport.sessionId` read where the id is already cleared. */
  liveId(part: Formula): boolean;
  /** A local function that has a finding of its own answers here. */
  delegated(part: Formula): boolean;
  /** A test of a v2 class of the SDK, behind which `code` is typed. */
  narrows(part: Formula): boolean;
}

type Group = Formula & { readonly kind: 'and' | 'or' };

/** Decides on the parts. An empty plan means that no part, nor the whole, is about expiry alone. */
export function planOf(formula: Formula, readings: Readings, narrowed = false): readonly Step[] {
  const { meaning } = readings.of(formula);
  switch (formula.kind) {
    case 'leaf':
      return readings.delegated(formula) ? [] : take(formula, meaning, narrowed);
    case 'not':
      return planOf(formula.part, readings, narrowed);
    case 'choice': {
      const whole = take(formula, meaning, narrowed);
      return whole.length > 0
        ? whole
        : [formula.test, ...formula.parts].flatMap((part) => planOf(part, readings, narrowed));
    }
    default:
      return planGroup(formula, readings, narrowed);
  }
}

function take(part: Formula, meaning: Reading['meaning'], narrowed: boolean): readonly Step[] {
  if (meaning === 'expired') return [{ kind: 'check', part, negated: false, narrowed }];
  return meaning === 'living' ? [{ kind: 'check', part, negated: true, narrowed }] : [];
}

function planGroup(group: Group, readings: Readings, narrowed: boolean): readonly Step[] {
  // A 404 that must also name something else is no arm about expiry.
  const { hits, unknowns } = readings.of(group);
  if (
    group.kind === 'and' &&
    hits.length === 0 &&
    unknowns.length === 0 &&
    group.parts.some((part) => refuses(part, readings))
  )
    return [];
  const inner = narrowed || (group.kind === 'and' && group.parts.some((part) => readings.narrows(part)));
  // What joins "expired" by `and` joins "not expired" by `or`.
  for (const meaning of ['expired', 'living'] as const) {
    const parts = group.parts.filter((part) => readings.of(part).meaning === meaning && isOwn(part, readings));
    for (const [at, first] of parts.entries()) {
      const steps = planOf(first, readings, inner);
      if (steps.length === 0) continue;
      const narrowing = (group.kind === 'and') === (meaning === 'expired');
      const others = parts.filter((_, i) => i !== at && !isDelegatedOnly(parts[i], readings));
      const gone = narrowing
        ? group.parts.filter((part) => part !== first && absorbed(part, meaning, group, readings))
        : others;
      return [...steps, ...gone.map((part): Step => ({ kind: 'drop', part, among: group }))];
    }
  }
  const nested = group.parts.flatMap((part) => (part.kind === 'leaf' ? [] : planOf(part, readings, inner)));
  if (nested.length > 0) return [...nested, ...liveIds(group, readings)];
  return group.parts.every((part) => readings.onSubject(part)) ? take(group, readings.of(group).meaning, narrowed) : [];
}

/** Never true on an expired session, and nothing turned round either. */
function refuses(part: Formula, readings: Readings): boolean {
  return readings.onSubject(part) && ['keep', 'never', 'timeout'].includes(readings.of(part).meaning);
}

function isOwn(part: Formula, readings: Readings): boolean {
  return readings.onSubject(part);
}

function isDelegatedOnly(part: Formula | undefined, readings: Readings): boolean {
  return part !== undefined && leavesOf(part).some((leaf) => readings.delegated(leaf));
}

function liveIds(group: Group, readings: Readings): readonly Step[] {
  if (group.kind !== 'and') return [];
  return group.parts.filter((part) => readings.liveId(part)).map((part) => ({ kind: 'drop', part, among: group }));
}

/** True for a sibling that the check makes superfluous: it says nothing on the expired errors that the check does not. */
function absorbed(part: Formula, meaning: 'expired' | 'living', group: Group, readings: Readings): boolean {
  if (readings.liveId(part)) return meaning === 'expired';
  if (!readings.onSubject(part) || isClassTest(part) || isDelegatedOnly(part, readings)) return false;
  const reading = readings.of(part);
  const dual = meaning === 'living';
  if (reading.meaning === 'free') return false;
  if (dual) return reading.meaning !== 'expired' && reading.meaning !== 'keep' && !isShapeTest(part, group, readings);
  return (
    reading.meaning !== 'keep' &&
    reading.meaning !== 'timeout' &&
    reading.meaning !== 'never' &&
    !isShapeTest(part, group, readings)
  );
}

/** `typeof e === 'object'`, `e !== null`, `'code' in e`: goes, unless a part that stays needs its narrowing. */
function isShapeTest(part: Formula, group: Group, readings: Readings): boolean {
  const shape = leavesOf(part).every(({ node }) => {
    const leaf = unwrap(node);
    if (leaf.type === 'Identifier') return true;
    if (leaf.type !== 'BinaryExpression') return false;
    if (leaf.operator === 'in') return true;
    const left = unwrap(leaf.left);
    return (left.type === 'UnaryExpression' && left.operator === 'typeof') || unwrap(leaf.right).type === 'NullLiteral';
  });
  if (!shape) return false;
  return group.parts.some((other) => {
    const { meaning } = readings.of(other);
    return (
      other !== part &&
      readings.onSubject(other) &&
      (meaning === 'mixed' || meaning === 'keep') &&
      other.kind !== 'leaf'
    );
  });
}

/** `x instanceof C`, `C.isInstance(x)`, also negated. */
export function isClassTest(part: Formula): boolean {
  if (part.kind === 'not') return isClassTest(part.part);
  if (part.kind !== 'leaf') return false;
  const leaf = unwrap(part.node);
  if (leaf.type === 'BinaryExpression') return leaf.operator === 'instanceof';
  if (leaf.type !== 'CallExpression' && leaf.type !== 'OptionalCallExpression') return false;
  const { callee } = leaf;
  return (
    callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'isInstance'
  );
}

/** How the check is written at a site. */
export interface Dialect {
  readonly generation: Generation;
  readonly style: CheckStyle;
  readonly subject: string;
}

/** The edits and imports of a plan. */
export function changeOf(source: Source, steps: readonly Step[], dialect: Dialect): Change {
  const edits: Edit[] = [];
  const needs = new Map<string, ImportNeed>();
  const dropped = new Set(steps.flatMap((step) => (step.kind === 'drop' ? [step.part] : [])));
  for (const step of steps) {
    if (step.kind === 'drop') edits.push(dropEdit(source, step, dropped));
    else {
      const check = checkText(source, step, dialect);
      for (const need of check.imports) needs.set(`${need.module} ${need.name}`, need);
      edits.push({ start: step.part.node.start ?? 0, end: step.part.node.end ?? 0, text: check.text });
    }
  }
  return { edits, imports: [...needs.values()] };
}

/** The same with every old test left standing and the check beside it. A live session id goes all the same. */
export function besideOf(source: Source, steps: readonly Step[], readings: Readings, dialect: Dialect): Change {
  const guard: Dialect = { ...dialect, style: 'guard' };
  const live = steps.filter((step) => step.kind === 'drop' && readings.liveId(step.part));
  const dropped = changeOf(source, live, guard);
  const checks = steps.flatMap((step) => (step.kind === 'check' ? [step] : []));
  const added = checks.map((step) => besidePart(source, step, guard));
  return {
    edits: [...dropped.edits, ...added.flatMap(({ edits }) => edits)],
    imports: added[0]?.imports ?? [],
  };
}

function besidePart(source: Source, step: Step & { readonly kind: 'check' }, dialect: Dialect): Change {
  const { node } = step.part;
  const { generation, subject } = dialect;
  const span = { start: node.start ?? 0, end: node.end ?? 0 };
  const { patched } = transportModules[generation];
  const local = localName(source, patched, 'isSessionExpired', span);
  const written = source.text.slice(span.start, span.end);
  const inner = unwrap(node);
  const loose =
    inner.type === 'ConditionalExpression' ||
    inner.type === 'AssignmentExpression' ||
    (inner.type === 'LogicalExpression' &&
      inner.operator !== (step.negated ? '&&' : '||') &&
      (step.negated || inner.operator === '??'));
  const old = loose ? `(${written})` : written;
  const text = step.negated ? `!${local}(${subject}) && ${old}` : `${local}(${subject}) || ${old}`;
  return {
    edits: [{ ...span, text: standsAlone(source, node, step.negated ? '&&' : '||') ? text : `(${text})` }],
    imports: [need(patched, 'isSessionExpired', local)],
  };
}

/** True where a chain of the operator needs no parentheses. */
export function standsAlone(source: Source, node: Node, operator: '&&' | '||'): boolean {
  if (node.extra?.['parenthesized'] === true) return true;
  if (binds(source, node)) return false;
  const parent = scopesOf(source).parentOf(node)?.node;
  if (parent?.type === 'LogicalExpression') return parent.operator === operator;
  return parent?.type !== 'MemberExpression' && parent?.type !== 'CallExpression';
}

function dropEdit(source: Source, { part, among }: Step & { kind: 'drop' }, dropped: ReadonlySet<Formula>): Edit {
  const at = among.parts.indexOf(part);
  const own = outerSpan(source, part.node);
  const before = among.parts.slice(0, at);
  const previous = before.at(-1);
  const next = among.parts[at + 1];
  if (previous !== undefined && before.some((other) => !dropped.has(other))) {
    return { start: outerSpan(source, previous.node).end, end: own.end, text: '' };
  }
  return { start: own.start, end: next === undefined ? own.end : outerSpan(source, next.node).start, text: '' };
}

/** The span with the parentheses written around it. */
export function outerSpan({ text }: Source, node: Node): Span {
  const start = node.start ?? 0;
  let end = node.end ?? 0;
  const opened = node.extra?.['parenthesized'] === true ? node.extra['parenStart'] : undefined;
  if (typeof opened !== 'number') return { start, end };
  const count = withoutComments(text.slice(opened, start)).split('(').length - 1;
  for (let closed = 0; closed < count;) {
    const comment = /^\s*(?:\/\*[^]*?\*\/|\/\/[^\n]*\n)/.exec(text.slice(end));
    if (comment) end += comment[0].length;
    else if (text[end++] === ')') closed++;
    if (end >= text.length) break;
  }
  return { start: opened, end };
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, '');
}

interface Check {
  readonly text: string;
  readonly imports: readonly ImportNeed[];
}

/** The check in the dialect of the site, in parentheses where what stands around asks for them. */
export function checkText(source: Source, step: Step & { kind: 'check' }, dialect: Dialect): Check {
  const { generation, style, subject } = dialect;
  const { node } = step.part;
  const span = { start: node.start ?? 0, end: node.end ?? 0 };
  const { stock, patched } = transportModules[generation];
  if (generation === 'v1' || style === 'guard') {
    const local = localName(source, patched, 'isSessionExpired', span);
    const text = `${step.negated ? '!' : ''}${local}(${subject})`;
    return {
      text: step.negated && binds(source, node) ? `(${text})` : text,
      imports: [need(patched, 'isSessionExpired', local)],
    };
  }
  const replaces = importsStockCodes(source, stock) ? { module: stock, name: 'SdkErrorCode' } : undefined;
  const codes = localName(source, patched, 'SdkErrorCode', span, replaces);
  const code = { ...need(patched, 'SdkErrorCode', codes), ...(replaces && { replaces }) };
  if (step.narrowed) {
    const text = `${subject}.code ${step.negated ? '!==' : '==='} ${codes}.ClientHttpSessionExpired`;
    return { text: binds(source, node) ? `(${text})` : text, imports: [code] };
  }
  const type = localName(source, stock, 'SdkError', span);
  const whole = `${subject} instanceof ${type} && ${subject}.code === ${codes}.ClientHttpSessionExpired`;
  const text = step.negated ? `!(${whole})` : joins(source, node) ? `(${whole})` : whole;
  return { text, imports: [need(stock, 'SdkError', type), code] };
}

function need(module: string, name: string, local: string): ImportNeed {
  return { module, name, local };
}

function importsStockCodes(source: Source, stock: string): boolean {
  return sdkImports(source).all.some(({ module, name }) => module === stock && name === 'SdkErrorCode');
}

/** True where an operator around binds tighter than a comparison. */
function binds(source: Source, node: Node): boolean {
  if (node.extra?.['parenthesized'] === true) return false;
  const parent = scopesOf(source).parentOf(node)?.node;
  return (
    parent?.type === 'UnaryExpression' ||
    parent?.type === 'BinaryExpression' ||
    parent?.type === 'AwaitExpression' ||
    isCast(parent)
  );
}

/** True where `a && b` needs parentheses, or reads better with them. */
function joins(source: Source, node: Node): boolean {
  if (binds(source, node)) return true;
  if (node.extra?.['parenthesized'] === true) return false;
  const parent = scopesOf(source).parentOf(node)?.node;
  return parent?.type === 'LogicalExpression' && parent.operator !== '&&';
}

function isCast(node: Node | undefined): boolean {
  return (
    node?.type === 'TSAsExpression' || node?.type === 'TSNonNullExpression' || node?.type === 'TSSatisfiesExpression'
  );
}
