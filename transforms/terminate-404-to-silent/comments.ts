// Comments around what goes: those that speak of it go along, those of what stays stay.

import type { Comment, Node } from '@babel/types';
import { lineStart, nextLine, startsLine } from '../lib/lines.ts';
import type { Source } from '../lib/source.ts';
import { endOf, startOf } from '../lib/tree.ts';

/** A statement that goes as a whole, with its lines, the comment directly above and the one behind it. */
export function wholeSpan(source: Source, statement: Node): { readonly start: number; readonly end: number } {
  const { text } = source;
  const top = topOf(source, statement, () => true);
  const end = /^[\t ]*\/\/[^\r\n]*/.exec(text.slice(endOf(statement)))?.[0].length ?? 0;
  const last = endOf(statement) + end;
  const whole = startsLine(text, top) && text.slice(last, nextLine(text, last)).trim() === '';
  if (whole) return { start: lineStart(text, top), end: nextLine(text, last) };
  return { start: top, end: last + (/^[\t ]+/.exec(text.slice(last))?.[0].length ?? 0) };
}

/** Where an `if` begins of which only one branch stays: with a comment above that speaks of the 404. */
export function topOfDead(source: Source, statement: Node): number {
  return topOf(source, statement, ({ value }) => speaksOf404(value));
}

/** True for words about a session that is gone, or its 404. */
export function speaksOf404(words: string): boolean {
  return /\b404\b|session|gone|not found|already|dead|expired/i.test(words);
}

/** With the comments of what stays inside it. */
export function withOwnComments(
  first: Node,
  last: Node,
  around: Node,
): { readonly start: number; readonly end: number } {
  const inside = (comment: Comment): boolean => startOf(around) < startOf(comment) && endOf(comment) < endOf(around);
  const above = (first.leadingComments ?? []).filter(inside).map(startOf);
  const behind = (last.trailingComments ?? []).filter(inside).map(endOf);
  return { start: Math.min(startOf(first), ...above), end: Math.max(endOf(last), ...behind) };
}

function topOf({ text }: Source, statement: Node, goes: (comment: Comment) => boolean): number {
  let top = startOf(statement);
  for (const comment of [...(statement.leadingComments ?? [])].reverse()) {
    const [from, to] = [startOf(comment), endOf(comment)];
    const between = text.slice(to, top);
    const beside = comment.type === 'CommentBlock' && /^[\t ]*$/.test(between);
    const above = startsLine(text, from) && /^[\t ]*\r?\n[\t ]*$/.test(between);
    if (!(beside || above) || !goes(comment)) break;
    top = from;
  }
  return top;
}
