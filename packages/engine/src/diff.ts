// Unified diffs as `git apply` takes them: a/ and b/ prefixes, names quoted where git quotes them.

import { late } from './late.ts';

/** The diff of one file, relative path; `before` null for a file that is new. Empty where nothing changed. */
export function unifiedDiff(path: string, before: string | null, after: string): string {
  if (before === after) return '';
  const { hunks } = late.diff().structuredPatch('', '', before ?? '', after, undefined, undefined, { context: 3 });
  const old = quoted(`a/${path}`);
  const now = quoted(`b/${path}`);
  const header = [
    `diff --git ${old} ${now}`,
    ...(before === null ? ['new file mode 100644'] : []),
    `--- ${before === null ? '/dev/null' : `${old}${tabAfter(old)}`}`,
    `+++ ${now}${tabAfter(now)}`,
  ];
  // An empty side of a hunk starts at line 0, the line above it.
  const range = (start: number, count: number): string =>
    count === 1 ? `${start}` : `${count === 0 ? start - 1 : start},${count}`;
  const body = hunks.flatMap((hunk) => [
    `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`,
    ...hunk.lines,
  ]);
  return before === null && after === ''
    ? `${header.slice(0, 2).join('\n')}\n`
    : `${[...header, ...body].join('\n')}\n`;
}

const named: Readonly<Record<number, string>> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
};

/** A name as git prints it: C-quoted, byte by byte, when it holds a control character, a quote, a backslash or non-ASCII. */
export function quoted(name: string): string {
  const bytes = [...Buffer.from(name, 'utf8')];
  const special = (byte: number): boolean => byte < 32 || byte === 34 || byte === 92 || byte > 126;
  if (!bytes.some(special)) return name;
  const print = (byte: number): string =>
    named[byte] ?? (special(byte) ? `\\${byte.toString(8).padStart(3, '0')}` : String.fromCharCode(byte));
  return `"${bytes.map(print).join('')}"`;
}

/** Git ends a name that holds a space with a tab, so that nobody takes the rest for a date. */
function tabAfter(name: string): string {
  return name.includes(' ') ? '\t' : '';
}
