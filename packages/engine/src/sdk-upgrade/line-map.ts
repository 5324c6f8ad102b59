// Where the lines of a text were before it was changed.

import { late } from '../late.ts';

/** The line (from 1) of the old text that a line of the new one stands for, and whether it is the very same. */
export interface OldLine {
  readonly line: number;
  readonly same: boolean;
}

/** Looks up lines of the new text. A new line stands where it would have had to be written. */
export function lineMap(before: string, after: string): (line: number) => OldLine {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const lines: OldLine[] = [];
  let at = 1;
  let replaced = 0;
  for (const { added, removed, count } of late.diff().diffArrays(old, now)) {
    if (removed) {
      replaced = count;
      continue;
    }
    for (let index = 0; index < count; index += 1) {
      if (added)
        lines.push({ line: Math.min(at + Math.min(index, Math.max(0, replaced - 1)), old.length), same: false });
      else lines.push({ line: at + replaced + index, same: true });
    }
    // What was taken out and put in stand side by side; the first common line after them settles the count.
    if (!added) {
      at += replaced + count;
      replaced = 0;
    }
  }
  return (line) => lines[line - 1] ?? { line: old.length, same: false };
}
