// Applies the fixes of a SARIF log as the standard says it (3.55 to 3.57), knowing nothing of how they were made.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../packages/bot/src/index.ts';

type Change = NonNullable<Log['runs'][0]['results'][number]['fixes']>[number]['artifactChanges'][number];
export type Replacement = Change['replacements'][number];

/** Applies every fix of every result below the folder that the URIs are relative to. Returns the files, sorted. */
export function applyFixes(log: Log, top: string): readonly string[] {
  const fixes = log.runs[0].results.flatMap((result) => result.fixes ?? []);
  const paths = fixes.flatMap(({ artifactChanges }) =>
    artifactChanges.map(({ artifactLocation, replacements }) => {
      const path = decodeURIComponent(artifactLocation.uri);
      const file = join(top, path);
      writeFileSync(file, applied(readFileSync(file, 'utf8'), replacements));
      return path;
    }),
  );
  return paths.sort();
}

/** The text with its replacements made. Throws where a region is not in the text, or in another one's. */
export function applied(bytes: string, replacements: readonly Replacement[]): string {
  // No text region counts a byte order mark.
  const mark = bytes.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = bytes.slice(mark.length);
  const offset = offsetsOf(text);
  let made = '';
  let at = 0;
  for (const { deletedRegion, insertedContent } of replacements) {
    const start = offset(deletedRegion.startLine, deletedRegion.startColumn);
    const end = offset(deletedRegion.endLine, deletedRegion.endColumn);
    if (start < at || end < start) throw new Error(`${JSON.stringify(deletedRegion)} overlaps`);
    if (start === end && insertedContent === undefined) throw new Error('a replacement without effect');
    made += text.slice(at, start) + (insertedContent?.text ?? '');
    at = end;
  }
  return mark + made + text.slice(at);
}

function offsetsOf(text: string): (line: number, column: number) => number {
  const starts = [0, ...[...text.matchAll(/\r\n|\n/g)].map((found) => found.index + found[0].length)];
  return (line, column) => {
    const start = starts[line - 1];
    const room = (starts[line] ?? text.length + 1) - (start ?? 0);
    if (start === undefined || column < 1 || column > room) throw new Error(`no ${String(line)}:${String(column)}`);
    return start + column - 1;
  };
}
