// Where a comment can stand above a line without being anything but a comment: between tokens, above what belongs to the
// line, below what has to come first in a file.

import {
  endOf,
  indentOf,
  nextLine,
  type Node,
  saidIn,
  type Source,
  type Span,
  startOf,
  walk,
} from '@resession/transforms/lib';

/** A place for a line of its own, before an offset at which a line starts. */
export interface Spot {
  readonly offset: number;
  readonly indent: string;
  /** Between the children of a JSX element a comment takes braces. */
  readonly inJsx: boolean;
}

/** The place above a line (from 1); undefined where there is none that is safe. */
export function placeAbove(source: Source, line: number): Spot | undefined {
  const { text } = source;
  const grounds = groundsOf(source);
  const starts = lineStartsOf(text);
  let at = Math.min(line, starts.length) - 1;
  while (at > 0 && groundAt(grounds, starts[at] ?? 0) === 'closed') at -= 1;
  at = aboveWhatPointsBelow(source, grounds, starts, at);
  const first = firstFree(source);
  while (at < starts.length && ((starts[at] ?? 0) < first || groundAt(grounds, starts[at] ?? 0) === 'closed')) at += 1;
  // Where the whole file is one line that has to stay first, a comment comes behind it.
  const offset = starts[at] ?? text.length;
  if (groundAt(grounds, offset) === 'closed') return undefined;
  return { offset, indent: indentOf(text, offset), inJsx: groundAt(grounds, offset) === 'jsx' };
}

/** A stretch of text in which a line may start that is no place for a comment, or for one in braces only. */
interface Ground extends Span {
  readonly kind: 'closed' | 'jsx';
}

/** A line that starts inside of one of these (its end included for what goes on behind it). */
function groundAt(grounds: readonly Ground[], offset: number): Ground['kind'] | 'open' {
  return grounds.find(({ start, end }) => start < offset && offset <= end)?.kind ?? 'open';
}

function groundsOf({ file, text }: Source): readonly Ground[] {
  const grounds: Ground[] = [];
  const add = (kind: Ground['kind'], start: number, end: number): unknown => grounds.push({ kind, start, end });
  for (const comment of file.comments ?? []) {
    if (comment.type === 'CommentBlock') add('closed', startOf(comment), endOf(comment) - 1);
  }
  walk(file, (node) => {
    const [start, end] = [startOf(node), endOf(node)];
    if (node.type === 'StringLiteral' || node.type === 'DirectiveLiteral') add('closed', start, end - 1);
    else if (node.type === 'TemplateElement') add('closed', start, end);
    else if (node.type === 'JSXText') {
      // Blank lines at either end of a text are no part of it; a break between two words is the space there.
      const said = text.slice(start, end);
      const [from, to] = [end - said.trimStart().length, start + said.trimEnd().length];
      if (from < to) add('closed', from, to - 1);
      add('jsx', start, end);
    }
    return undefined;
  });
  return grounds;
}

function lineStartsOf(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

/** What another tool is told of the next line must stay right above it, and so must what documents it. */
const pointing = /^(?:\w+ )?[\w@:/-]*(?:next-line|ignore|@ts-)/;

function aboveWhatPointsBelow(
  source: Source,
  grounds: readonly Ground[],
  starts: readonly number[],
  line: number,
): number {
  let at = line;
  for (;;) {
    const above = commentEndingOn(source, starts, at - 1);
    if (above === undefined) return at;
    const first = starts.findLastIndex((start) => start <= above.start);
    if (source.text.slice(starts[first], above.start).trim() !== '') return at;
    if (groundAt(grounds, starts[first] ?? 0) === 'closed') return at;
    at = first;
  }
}

/** The comment that fills the end of a line and points below; with its braces where it has some. */
function commentEndingOn({ file, text }: Source, starts: readonly number[], line: number): Span | undefined {
  if (line < 0) return undefined;
  const from = starts[line] ?? 0;
  const to = starts[line + 1] ?? text.length;
  for (const comment of file.comments ?? []) {
    const [start, end] = [startOf(comment), endOf(comment)];
    if (end < from || end > to) continue;
    const documents = comment.value.startsWith('*') && text.slice(0, start).trim() !== '';
    if (!documents && !pointing.test(saidIn(comment))) continue;
    const rest = text.slice(end, to).trim();
    if (rest === '') return { start, end };
    const brace = /\{\s*$/.exec(text.slice(0, start));
    if (rest === '}' && brace !== null) return { start: start - brace[0].length, end };
  }
  return undefined;
}

/** Behind a shebang and the directives of the file, which have to come first. */
function firstFree({ file, text }: Source): number {
  const { interpreter, directives } = file.program;
  const last: Node | null | undefined = directives.at(-1) ?? interpreter;
  return last ? nextLine(text, endOf(last)) : 0;
}
