import { describe, expect, it } from 'vitest';
import { cutDiff } from './cut-diff.ts';
import { type DiffRow, diffRows } from './diff-rows.ts';

const diff = `diff --git "a/a\\nb.ts" "b/a\\nb.ts"
--- "a/a\\nb.ts"
+++ "b/a\\nb.ts"
@@ -1,3 +1,2 @@
 keep
-if (error.code === 404) return;
-gone
+if (isSessionExpired(error)) return;
@@ -10,0 +10,1 @@
+--- new
`;

/** As `12 text | 12 text`, with what differs in brackets. */
function shown(row: DiffRow): string {
  if (row.kind === 'gap') return '...';
  return [row.before, row.after]
    .map((side) =>
      side === undefined
        ? '-'
        : `${String(side.number)} ${side.pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('')}`,
    )
    .join(' | ');
}

describe('diffRows', () => {
  it('puts what goes beside what comes in its place, word by word where they are alike', () => {
    expect(diffRows(diff).map(shown)).toEqual([
      '1 keep | 1 keep',
      '2 if (error[.code === 404]) return; | 2 if ([isSessionExpired(]error)[)] return;',
      '3 gone | -',
      '...',
      '- | 10 --- new',
    ]);
  });

  it('leaves lines whole that have little in common, and takes the carriage return for part of the line end', () => {
    const rows = diffRows('@@ -1 +1 @@\n-one thing\r\n+another line of it\r\n');
    expect(rows.map(shown)).toEqual(['1 one thing | 1 another line of it']);
  });

  it.each(['', 'diff --git a/a b/b\nnew file mode 100644\n'])('has no rows for %j', (text) => {
    expect(diffRows(text)).toEqual([]);
  });

  it('reads a file whose lines look like the head of a diff', () => {
    expect(diffRows('@@ -1,2 +1,2 @@\n --- a\n-+++ b\n+@@ -1 +1 @@\n').map(shown)).toHaveLength(2);
  });
});

describe('cutDiff', () => {
  it('keeps the hunks that touch the lines of the site', () => {
    expect(cutDiff(diff, 2, 2)).toBe(`${diff.split('\n').slice(3, 8).join('\n')}\n`.replace('+1,2', '+1,2'));
    expect(cutDiff(diff, 5, 6)).toBe('');
    expect(diffRows(cutDiff(diff, 2, 2)).map(shown)).toEqual(diffRows(diff).slice(0, 3).map(shown));
  });
});
