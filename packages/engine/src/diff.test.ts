import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { quoted, unifiedDiff } from './diff.ts';
import { commitAll, folder, git, lay } from './sandbox.test.kit.ts';

const long = Array.from({ length: 40 }, (_, index) => `line ${index}`).join('\n');

const cases: readonly (readonly [string, string, string | null, string])[] = [
  ['plain', 'a.ts', 'one\ntwo\n', 'one\nTWO\n'],
  ['CRLF', 'a.ts', 'one\r\ntwo\r\n', 'one\r\nTWO\r\nthree\r\n'],
  ['mixed endings', 'a.ts', 'one\r\ntwo\nthree\rfour\n', 'one\r\ntwo\r\nthree\rfour\n'],
  ['no final newline', 'a.ts', 'one\ntwo', 'one\nTWO'],
  ['final newline gained', 'a.ts', 'one\ntwo', 'one\ntwo\n'],
  ['final newline lost', 'a.ts', 'one\ntwo\n', 'one\ntwo'],
  ['byte order mark', 'a.ts', '\uFEFFone\n', '\uFEFFONE\n'],
  ['first and last of many', 'a.ts', long, long.replace('line 0', 'LINE').replace('line 39', 'LINE')],
  ['emptied', 'a.ts', 'one\n', ''],
  ['filled', 'a.ts', '', 'one\n'],
  ['new', 'a.ts', null, 'one\ntwo\n'],
  ['new without a final newline', 'a.ts', null, 'one'],
  ['new in a folder', 'deep/er/a.ts', null, 'one\n'],
  ['new and empty', 'a.ts', null, ''],
  ['a space', 'sp ace/a b.ts', 'one\n', 'two\n'],
  ['a quote', 'quo"te.ts', 'one\n', 'two\n'],
  ['a backslash', 'back\\slash.ts', 'one\n', 'two\n'],
  ['a newline', 'new\nline.ts', 'one\n', 'two\n'],
  ['not ASCII', 'ünï 文字 🎉.ts', 'one\n', 'two\n'],
  ['lines like headers', 'a.ts', '-- x\n++ y\n', '-- y\n++ x\n@@ z\n'],
  ['separators of other tongues', 'a.ts', 'one\u2028two\u0085\n', 'one\u2028TWO\u0085\n'],
];

test.each(cases)('git apply takes it: %s', (_name, name, before, after) => {
  const root = folder();
  if (before !== null) lay(root, { [name]: before });
  lay(root, { 'other.ts': 'other\n' });
  commitAll(root);
  const patch = path.join(folder(), 'a.patch');
  fs.writeFileSync(patch, unifiedDiff(name, before, after));
  git(root, 'apply', '--whitespace=nowarn', patch);
  expect(fs.readFileSync(path.join(root, name), 'utf8')).toBe(after);
});

test.each(cases.filter(([, , before]) => before !== null))(
  'names and hunks as git prints them: %s',
  (...[, name, before, after]) => {
    const root = folder();
    lay(root, { [name]: before ?? '' });
    commitAll(root);
    lay(root, { [name]: after });
    const theirs = git(root, 'diff', '--no-color', '--diff-algorithm=myers').replace(/^index .*\n/m, '');
    const plain = (text: string): string => text.replace(/^(@@ [^@]*@@).*$/gm, '$1');
    expect(unifiedDiff(name, before, after)).toBe(plain(theirs));
  },
);

test('nothing where nothing changed', () => {
  expect(unifiedDiff('a.ts', 'one', 'one')).toBe('');
  expect(quoted('plain-1_ü.ts')).toBe('"plain-1_\\303\\274.ts"');
});
