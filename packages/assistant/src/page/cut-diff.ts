// The part of a file's diff that is about one site.

import { hunksOf } from './diff-rows.ts';

/** The hunks of a unified diff that touch lines of the old file, from 1; empty where none does. */
export function cutDiff(diff: string, line: number, endLine: number): string {
  return hunksOf(diff)
    .filter(({ oldStart, oldLines }) => oldStart <= endLine && line < oldStart + Math.max(oldLines, 1))
    .flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
      `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`,
      ...lines,
    ])
    .map((text) => `${text}\n`)
    .join('');
}

/** An empty side of a hunk starts at the line above it. */
const range = (start: number, count: number): string => `${String(count === 0 ? start - 1 : start)},${String(count)}`;
