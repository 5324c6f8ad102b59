// Suppressions: comments by which a person says that a finding is known and stays, and why. The form is that of ESLint:
// `// resession-ignore-next-line [codemod, ...] -- reason`, `resession-ignore-line`, `resession-ignore-file`.

import type { Node } from '@babel/types';
import type { Ask, Finding, Fix, Skip, Span, Todo } from './codemod.ts';
import { nextLine } from './lines.ts';
import { commentsFrom, saidIn } from './own-comments.ts';
import { suppressionOpening } from './own-openings.ts';
import type { Source } from './source.ts';
import { endOf, startOf, walk } from './tree.ts';

/** A suppression that can be followed. Its span is the comment. */
export interface Suppression extends Span {
  /** Ids of the codemods it is for; null for all. */
  readonly codemods: readonly string[] | null;
  readonly reason: string;
  /** The line it is for, from 1; null for the whole file. */
  readonly line: number | null;
}

/** A comment that means to be a suppression and cannot be followed; `need` says what it takes, one sentence. */
export interface Unclear extends Span {
  readonly need: string;
}

export interface Suppressions {
  readonly all: readonly Suppression[];
  readonly unclear: readonly Unclear[];
}

/** What a suppression takes away: a finding that is work. */
export type Work = Fix | Ask | Todo;

/** What the comments of a suppression are reported as. */
export const suppressionMessages = {
  suppressed: 'A suppression leaves this place as it is.',
  'suppression-unclear': 'A suppression that cannot be followed.',
  'suppression-unused': 'A suppression that suppresses nothing.',
} as const;

const known = new WeakMap<Source, Suppressions>();

/** All suppressions of a file. */
export function suppressionsOf(source: Source): Suppressions {
  let found = known.get(source);
  if (found === undefined) known.set(source, (found = read(source)));
  return found;
}

/** The suppression that covers a finding of a codemod at a span, if there is one. It need not be work that it covers. */
export function suppressionOf(source: Source, codemod: string, span: Span): Suppression | undefined {
  return suppressionsOf(source).all.find(
    ({ codemods, line }) =>
      (codemods === null || codemods.includes(codemod)) && (line === null || covers(source, line, span)),
  );
}

/** A finding as it is reported under a suppression: left alone, whatever it was. */
export function suppress(source: Source, finding: Work, { start: at, reason: why }: Suppression): Skip {
  const { line } = source.position(at);
  const { kind, start, end, messageId, message, explanation } = finding;
  const otherwise = `without the suppression on line ${line}, ${inWords[kind]}: ${finding.reason}`;
  return {
    kind: 'skip',
    start,
    end,
    messageId: 'suppressed',
    message,
    reason: `Suppressed on line ${line}: ${why}`,
    suppressed: { kind, messageId, line, why },
    ...(explanation !== undefined && { explanation: { ...explanation, otherwise } }),
  };
}

/** The findings of one codemod on a file, those that are suppressed as such. What is left alone anyway needs no help. */
export function withSuppressions(source: Source, codemod: string, findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => {
    if (finding.kind === 'skip') return finding;
    const suppression = suppressionOf(source, codemod, finding);
    return suppression === undefined ? finding : suppress(source, finding, suppression);
  });
}

const inWords = { fix: 'a fix', ask: 'a question', todo: 'left to you' } as const;

const forms = 'resession-ignore-next-line, resession-ignore-line and resession-ignore-file';

function read(source: Source): Suppressions {
  const all: Suppression[] = [];
  const unclear: Unclear[] = [];
  for (const comment of commentsFrom(source, suppressionOpening)) {
    const span = { start: startOf(comment), end: endOf(comment) };
    const { form, codemods, reason } = parts(saidIn(comment));
    const refuse = (need: string): unknown => unclear.push({ ...span, need });
    if (!isForm(form)) refuse(`'${form}' is none of ${forms}.`);
    else if (reason === '') refuse(`It has to say why, behind two dashes: ${form} -- <reason>.`);
    else if (form === 'resession-ignore-file' && !isAbove(source, span))
      refuse('For a whole file it has to stand above the first statement.');
    else all.push({ ...span, codemods, reason, line: targets[form](source, span) });
  }
  return { all, unclear };
}

interface Parts {
  readonly form: string;
  readonly codemods: readonly string[] | null;
  readonly reason: string;
}

function parts(said: string): Parts {
  const [, head = '', reason = ''] = /^(.*?)(?:\s-{2,}(?:\s+(.*))?)?$/.exec(said) ?? [];
  const [form = '', ...codemods] = head.split(/[\s,]+/).filter((word) => word !== '');
  return { form, codemods: codemods.length === 0 ? null : codemods, reason: reason.trim() };
}

type Form = 'resession-ignore-next-line' | 'resession-ignore-line' | 'resession-ignore-file';

const targets: Readonly<Record<Form, (source: Source, comment: Span) => number | null>> = {
  'resession-ignore-next-line': nextCode,
  'resession-ignore-line': (source, { start }) => source.position(start).line,
  'resession-ignore-file': () => null,
};

function isForm(word: string): word is Form {
  return word in targets;
}

/** True above the first statement; what a file says about itself (`'use client'`) is none. */
function isAbove({ file }: Source, { start }: Span): boolean {
  const first = file.program.body[0];
  return first === undefined || start < startOf(first);
}

/** The next line with code on it: comments for other tools may stand in between, as `@ts-expect-error` has it. */
function nextCode(source: Source, { end }: Span): number {
  const { text } = source;
  const quiet = new Map(quietSpans(source).map((span) => [span.start, span.end]));
  let at = nextLine(text, end);
  while (at < text.length) {
    const behind = quiet.get(at);
    if (behind !== undefined) at = behind;
    else if (/\s/.test(text.charAt(at))) at += 1;
    else break;
  }
  return source.position(at).line;
}

/** Comments, and the braces that hold nothing but a comment in JSX. */
function quietSpans({ file }: Source): readonly Span[] {
  const spans = (file.comments ?? []).map((comment) => ({ start: startOf(comment), end: endOf(comment) }));
  walk(file.program, (node) => {
    if (node.type === 'JSXExpressionContainer' && node.expression.type === 'JSXEmptyExpression')
      spans.push({ start: startOf(node), end: endOf(node) });
    return undefined;
  });
  return spans;
}

/** True where a line is one of the finding's own, or the one on which its statement begins. */
function covers(source: Source, line: number, span: Span): boolean {
  const lineOf = (offset: number): number => source.position(offset).line;
  if (lineOf(span.start) <= line && line <= lineOf(span.end)) return true;
  const statement = statementAround(source, span);
  return statement !== undefined && lineOf(startOf(statement)) === line;
}

const statementLike =
  /^(?!Block).*(?:Statement|Declaration)$|^(?:Class|Object).*(?:Property|Method)$|^SwitchCase$|^JSXElement$/;

/** The innermost statement, member or element that holds the span. */
function statementAround({ file }: Source, { start, end }: Span): Node | undefined {
  let found: Node | undefined;
  walk(file.program, (node) => {
    if (startOf(node) > start || endOf(node) < end) return false;
    if (statementLike.test(node.type)) found = node;
    return undefined;
  });
  return found;
}
