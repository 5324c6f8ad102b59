// Members of an object that move into another one take their comments along; nothing that stood in what is removed is lost.

import type { Comment, Node } from '@babel/types';
import type { Span } from '../codemod.ts';
import { indentOf, lineEnd, startsLine } from '../lines.ts';
import { isDirective, type MemberList, restOfLine } from '../removal.ts';
import type { Source } from '../source.ts';
import { endOf, startOf } from '../tree.ts';

interface Moving {
  readonly moving: readonly Node[];
  /** What goes from the text. */
  readonly removals: readonly Span[];
  /** The members of the object that they move into. */
  readonly members: readonly Node[];
  readonly eol: string;
  readonly written: (member: Node) => string;
}

/** The members as they are to be appended; undefined where a comment has no certain place there. */
export function withComments(source: Source, move: Moving): Omit<MemberList, 'dropped'> | undefined {
  const { moving, members, written, eol } = move;
  const comments = homeless(source, move);
  if (comments.length === 0) return { members, added: moving.map(written) };
  if (moving.length === 0 || !hasLines(source, members)) return undefined;
  const [above, behind] = [moving.map((): string[] => []), moving.map(() => '')];
  const indent = indentOf(source.text, startOf(members.at(-1) ?? source.file));
  for (const comment of comments) {
    const text = source.text.slice(startOf(comment), endOf(comment));
    const owner = moving.findLastIndex((member) => standsBehind(source, comment, member));
    const next = moving.findIndex((member) => startOf(member) >= endOf(comment));
    if (isDirective(comment.value) && !isDirectlyAbove(source, comment, moving[next])) return undefined;
    if (owner !== -1) behind[owner] += ` ${text}`;
    else if (next !== -1) above[next]?.push(`${text}${eol}${indent}`);
    else behind[behind.length - 1] += `${eol}${indent}${text}`;
  }
  return { members, added: moving.map((member, index) => (above[index] ?? []).join('') + written(member)), behind };
}

/** The comments of what goes that no moving member has within. */
function homeless({ file }: Source, { moving, removals }: Moving): readonly (Comment & Spanned)[] {
  return (file.comments ?? []).filter((comment): comment is Comment & Spanned => {
    const { start, end } = comment;
    if (start == null || end == null) return false;
    const within = (span: Span): boolean => span.start <= start && end <= span.end;
    return removals.some(within) && !moving.some((node) => within({ start: startOf(node), end: endOf(node) }));
  });
}

interface Spanned {
  readonly start: number;
  readonly end: number;
}

/** Each member has its lines for itself: a comment may end one. */
function hasLines(source: Source, members: readonly Node[]): boolean {
  const { text } = source;
  const last = members.at(-1);
  if (last === undefined || !startsLine(text, startOf(last))) return false;
  const comma = /^\s*,/.exec(text.slice(endOf(last)))?.[0].length ?? 0;
  return restOfLine(source, endOf(last) + comma) !== undefined;
}

/** On the line where a member ends, with nothing behind it. */
function standsBehind(source: Source, { start, end }: Spanned, member: Node): boolean {
  const { text } = source;
  const between = text.slice(endOf(member), start);
  if (start < endOf(member) || between.includes('\n') || restOfLine(source, end) === undefined) return false;
  return lineEnd(text, start) >= end && /^[\s,]*$/.test(withoutComments(between));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*.*?\*\//g, '');
}

function isDirectlyAbove(source: Source, { end }: Spanned, member: Node | undefined): boolean {
  return member !== undefined && source.text.slice(end, startOf(member)).trim() === '';
}
