// A unified diff as rows of two sides: what goes stands beside what comes in its place.

import { diffWordsWithSpace, parsePatch, type StructuredPatchHunk } from 'diff';

/** A piece of a line; `marked` where the other side has something else there. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** One line of one side. */
export interface Side {
  /** From 1, in its own file. */
  readonly number: number;
  readonly pieces: readonly Piece[];
}

/** Two lines beside each other; undefined where a side has none. `gap`: lines are left out here. */
export type DiffRow =
  | { readonly kind: 'same' | 'changed'; readonly before: Side | undefined; readonly after: Side | undefined }
  | { readonly kind: 'gap' };

/** The rows of a diff of one file, its hunks divided by gaps. */
export function diffRows(diff: string): readonly DiffRow[] {
  return hunksOf(diff).flatMap((hunk, index): readonly DiffRow[] => {
    const rows = rowsOf(hunk.lines, hunk.oldStart, hunk.newStart);
    return index === 0 ? rows : [{ kind: 'gap' }, ...rows];
  });
}

/** The hunks of a diff of one file. What stands above them, names among it, is not read. */
export function hunksOf(diff: string): readonly StructuredPatchHunk[] {
  const start = diff.startsWith('@@') ? 0 : diff.indexOf('\n@@') + 1;
  if (start === 0 && !diff.startsWith('@@')) return [];
  return parsePatch(diff.slice(start)).flatMap(({ hunks }) => hunks);
}

function rowsOf(lines: readonly string[], oldStart: number, newStart: number): readonly DiffRow[] {
  const rows: DiffRow[] = [];
  const gone: Side[] = [];
  const come: Side[] = [];
  let [old, now] = [oldStart, newStart];
  const flush = (): void => {
    rows.push(...paired(gone, come));
    gone.length = 0;
    come.length = 0;
  };
  for (const line of lines) {
    const pieces = [{ text: line.slice(1).replace(/\r$/, ''), marked: false }];
    if (line.startsWith('-')) gone.push({ number: old++, pieces });
    else if (line.startsWith('+')) come.push({ number: now++, pieces });
    else if (line.startsWith(' ') || line === '') {
      flush();
      rows.push({ kind: 'same', before: { number: old++, pieces }, after: { number: now++, pieces } });
    }
  }
  flush();
  return rows;
}

function paired(gone: readonly Side[], come: readonly Side[]): readonly DiffRow[] {
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => {
    const [before, after] = [gone[index], come[index]];
    if (before === undefined || after === undefined) return { kind: 'changed', before, after };
    const [left, right] = worded(textOf(before), textOf(after));
    return { kind: 'changed', before: { ...before, pieces: left }, after: { ...after, pieces: right } };
  });
}

const textOf = ({ pieces }: Side): string => pieces.map(({ text }) => text).join('');

/** Longer lines are not compared by words: a minified file would take a while. */
const longest = 500;

/** Both lines with what differs marked; lines that have little in common are left whole. */
function worded(before: string, after: string): readonly [readonly Piece[], readonly Piece[]] {
  const whole = (text: string): readonly Piece[] => [{ text, marked: false }];
  if (before.length > longest || after.length > longest) return [whole(before), whole(after)];
  const parts = diffWordsWithSpace(before, after);
  const shared = parts.filter(({ added, removed }) => !added && !removed);
  const common = shared.reduce((sum, { value }) => sum + value.trim().length, 0);
  if (common * 5 < Math.max(before.trim().length, after.trim().length)) return [whole(before), whole(after)];
  const side = (other: 'added' | 'removed', own: 'added' | 'removed'): readonly Piece[] =>
    parts.filter((part) => !part[other]).map((part) => ({ text: part.value, marked: part[own] }));
  return [side('added', 'removed'), side('removed', 'added')];
}
