// The steps of a plan as edits: the check in the words of the site, what goes, and the check beside what stays.

import type { Node } from '@babel/types';
import type { Change, CheckStyle, Edit, Generation, ImportNeed, Span } from '../../codemod.ts';
import { localName } from '../../names.ts';
import { scopesOf } from '../../scopes.ts';
import { sdkImports } from '../../sdk-imports.ts';
import { transportModules } from '../../sdk-modules.ts';
import type { Source } from '../../source.ts';
import { unwrap } from '../../tree.ts';
import type { Formula } from '../vector/condition.ts';
import type { Readings, Step } from '../verdict/steps.ts';

/** How the check is written at a site. */
export interface Dialect {
  readonly generation: Generation;
  readonly style: CheckStyle;
  readonly subject: string;
  /** The SDK has the code itself (`isNative`). */
  readonly native?: boolean;
}

/** The edits and imports of a plan. */
export function changeOf(source: Source, steps: readonly Step[], dialect: Dialect): Change {
  const edits: Edit[] = [];
  const needs = new Map<string, ImportNeed>();
  const dropped = new Set(steps.flatMap((step) => (step.kind === 'drop' ? [step.part] : [])));
  for (const step of steps) {
    if (step.kind === 'drop') edits.push(dropEdit(source, step, dropped));
    else {
      const check = checkText(source, step, dialect, standingFor(step.part, steps));
      for (const need of check.imports) needs.set(`${need.module} ${need.name}`, need);
      edits.push({ start: step.part.node.start ?? 0, end: step.part.node.end ?? 0, text: check.text });
      if (isCall(check.text)) edits.push(...emptyParentheses(source, step.part, steps));
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

function isCall(text: string): boolean {
  return /^[\w$.]+\([\w$.]*\)$/.test(text);
}

/** The group that a part is all that is left of, else the part itself. */
function standingFor(part: Formula, steps: readonly Step[]): Formula {
  const gone = steps.flatMap((step) => (step.kind === 'drop' ? [step] : []));
  const group = gone.find(({ among }) => among.parts.includes(part))?.among;
  const stays = (other: Formula): boolean => other !== part && !gone.some((step) => step.part === other);
  return group === undefined || group.parts.some(stays) ? part : standingFor(group, steps);
}

/** Parentheses around a group of which only this part, by now a call, is left. */
function emptyParentheses(source: Source, part: Formula, steps: readonly Step[]): readonly Edit[] {
  const gone = steps.flatMap((step) => (step.kind === 'drop' ? [step] : []));
  const group = gone.find(({ among }) => among.parts.includes(part))?.among;
  const own = part.kind === 'leaf' ? [] : lonely(source, part);
  if (group === undefined || own.length > 0) return own;
  const left = group.parts.filter((other) => !gone.some((step) => step.part === other));
  return left.length === 1 ? lonely(source, group) : [];
}

/** The parentheses around a group, where nothing else stands between them and it. */
function lonely(source: Source, group: Formula): readonly Edit[] {
  const { start, end } = outerSpan(source, group.node);
  const [inner, last] = [group.node.start ?? 0, group.node.end ?? 0];
  const between = source.text.slice(start, inner) + source.text.slice(last, end);
  if (between === '' || /[^()\s]/.test(between)) return [];
  return [
    { start, end: inner, text: '' },
    { start: last, end, text: '' },
  ];
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

export interface Check {
  readonly text: string;
  readonly imports: readonly ImportNeed[];
}

/** The check in the dialect of the site, in parentheses where what stands around asks for them. */
export function checkText(
  source: Source,
  step: Step & { kind: 'check' },
  dialect: Dialect,
  standing: Formula = step.part,
): Check {
  const { generation, style, subject, native = false } = dialect;
  const { node } = standing;
  const span = { start: step.part.node.start ?? 0, end: step.part.node.end ?? 0 };
  const { patched } = transportModules[generation];
  // `!isSessionExpired(e)` reads better than the class and the code turned round, but needs a package of ours.
  if (generation === 'v1' || style === 'guard' || (step.negated && !step.narrowed && !native)) {
    const local = localName(source, patched, 'isSessionExpired', span);
    const text = `${step.negated ? '!' : ''}${local}(${subject})`;
    return {
      text: step.negated && binds(source, node) ? `(${text})` : text,
      imports: [need(patched, 'isSessionExpired', local)],
    };
  }
  if (step.narrowed) {
    const code = codeNeed(source, span, native);
    const text = `${subject}.code ${step.negated ? '!==' : '==='} ${code.local}.ClientHttpSessionExpired`;
    return { text: binds(source, node) ? `(${text})` : text, imports: [code] };
  }
  const whole = codeTest(source, span, subject, native);
  if (step.negated) return { ...whole, text: binds(source, node) ? `(!(${whole.text}))` : `!(${whole.text})` };
  return { ...whole, text: joins(source, node) ? `(${whole.text})` : whole.text };
}

/** The class and the code of an error, without parentheses around the two. */
export function codeTest(source: Source, span: Span, subject: string, native: boolean): Check {
  const { stock } = transportModules.v2;
  const code = codeNeed(source, span, native);
  const type = localName(source, stock, 'SdkError', span);
  const text = `${subject} instanceof ${type} && ${subject}.code === ${code.local}.ClientHttpSessionExpired`;
  return { text, imports: [need(stock, 'SdkError', type), code] };
}

/** The table that has the code, ours or the SDK's; an import of the other one gives way to it. */
function codeNeed(source: Source, span: Span, native: boolean): ImportNeed {
  const { stock, patched } = transportModules.v2;
  const [home, other] = native ? [stock, patched] : [patched, stock];
  const replaces = importsCodes(source, other) ? { module: other, name: 'SdkErrorCode' } : undefined;
  const local = localName(source, home, 'SdkErrorCode', span, replaces);
  return { ...need(home, 'SdkErrorCode', local), ...(replaces && { replaces }) };
}

function need(module: string, name: string, local: string): ImportNeed {
  return { module, name, local };
}

function importsCodes(source: Source, from: string): boolean {
  return sdkImports(source).all.some(({ module, name }) => module === from && name === 'SdkErrorCode');
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
export function joins(source: Source, node: Node): boolean {
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
