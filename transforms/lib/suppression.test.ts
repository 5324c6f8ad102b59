import { expect, test } from 'vitest';
import type { Finding } from './codemod.ts';
import { makeSource } from './source.ts';
import { suppressionsOf, withSuppressions } from './suppression.ts';

/** What becomes of a `todo` on every `HIT` of a text. */
function kinds(text: string, path = 'a.tsx', codemod = 'guess-to-code'): readonly string[] {
  const source = makeSource(path, text);
  const hits = [...text.matchAll(/HIT/g)].map(({ index }): Finding => {
    const base = { messageId: 'hit', message: 'A hit.', reason: 'It says so.' };
    return { ...base, kind: 'todo', start: index, end: index + 3 };
  });
  return withSuppressions(source, codemod, hits).map(({ kind }) => kind);
}

test('the next line, with the reason in the report', () => {
  const text = 'a();\n// resession-ignore-next-line -- the gateway says so\nuse(HIT);\nuse(HIT);';
  const source = makeSource('a.ts', text);
  const start = text.indexOf('HIT');
  const todo: Finding = { kind: 'todo', start, end: start + 3, messageId: 'hit', message: 'A hit.', reason: 'So.' };
  expect(withSuppressions(source, 'any', [todo])).toEqual([
    {
      kind: 'skip',
      start,
      end: start + 3,
      messageId: 'suppressed',
      message: 'A hit.',
      reason: 'Suppressed on line 2: the gateway says so',
      suppressed: { kind: 'todo', messageId: 'hit', line: 2, why: 'the gateway says so' },
    },
  ]);
  expect(kinds(text)).toEqual(['skip', 'todo']);
});

test.each([
  ['a block', '/* resession-ignore-next-line -- r */\nuse(HIT);'],
  ['a block of lines', '/**\n * resession-ignore-next-line --\n *   r\n */\nuse(HIT);'],
  ['Windows lines', '// resession-ignore-next-line -- r\r\nuse(HIT);'],
  ['three dashes', '// resession-ignore-next-line --- r'.concat('\nuse(HIT);')],
  ['JSX', 'const a = <b>\n  {/* resession-ignore-next-line -- r */}\n  {HIT}\n</b>;'],
  ['JSX, beside another', 'const a = <b>\n{/* resession-ignore-next-line -- r */}\n{/* other */}\n\n{HIT}\n</b>;'],
  ['the tag', 'const a = <b\n  // resession-ignore-next-line -- r\n  c={HIT}\n/>;'],
  ['comments of other tools in between', '// resession-ignore-next-line -- r\n// @ts-expect-error\n\nuse(HIT);'],
  ['behind code', 'a(); // resession-ignore-next-line -- r\nuse(HIT);'],
  ['between arms', 'use(a ||\n  // resession-ignore-next-line -- r\n  HIT);'],
  ['the statement', '// resession-ignore-next-line -- r\nuse(\n  a,\n  HIT,\n);'],
  ['a member', 'class A {\n  // resession-ignore-next-line -- r\n  b =\n    HIT;\n}'],
  ['an else if', 'if (a) {\n  b();\n  // resession-ignore-next-line -- r\n} else if (HIT) c();'],
  ['a case', 'switch (a) {\n  // resession-ignore-next-line -- r\n  case HIT:\n    b();\n}'],
  ['a template', 'const a = `${\n// resession-ignore-next-line -- r\nHIT}`;'],
  ['the same line', 'use(HIT); // resession-ignore-line -- r'],
  ['the file', "// resession-ignore-file -- r\n'use client';\nuse(HIT);"],
  ['the file, behind a directive', "'use client';\n/* resession-ignore-file -- r */\nuse(HIT);"],
  ['one codemod', '// resession-ignore-next-line guess-to-code -- r\nuse(HIT);'],
  ['some codemods', '// resession-ignore-next-line other-to-code, guess-to-code -- r\nuse(HIT);'],
])('%s', (_, text) => {
  expect(suppressionsOf(makeSource('a.tsx', text)).unclear).toEqual([]);
  expect(kinds(text)).toEqual(['skip']);
});

test.each([
  ['a string', "const a = '// resession-ignore-next-line -- r'; use(a,\nHIT);"],
  ['a template', 'const a = `\n// resession-ignore-next-line -- r\n${HIT}`;'],
  ['JSX text', 'const a = <b>\n  // resession-ignore-next-line -- r\n  {HIT}\n</b>;'],
  ['words about it', '// see resession-ignore-next-line -- r\nuse(HIT);'],
  ['another codemod', '// resession-ignore-next-line other-to-code -- r\nuse(HIT);'],
  ['the line after', '// resession-ignore-next-line -- r\na();\nuse(HIT);'],
  ['the block around', '// resession-ignore-next-line -- r\nif (a) {\n  use(HIT);\n}'],
  ['the line before', 'a(); // resession-ignore-line -- r\nuse(HIT);'],
  ['no code below', 'use(HIT);\n// resession-ignore-next-line -- r'],
])('not: %s', (_, text) => {
  expect(kinds(text)).toEqual(['todo']);
});

test.each([
  ['// resession-ignore-next-line', 'It has to say why, behind two dashes: resession-ignore-next-line -- <reason>.'],
  ['// resession-ignore-next-line --', 'It has to say why, behind two dashes: resession-ignore-next-line -- <reason>.'],
  ['// resession-ignore-line - r', 'It has to say why, behind two dashes: resession-ignore-line -- <reason>.'],
  ['// resession-ignore -- r', "'resession-ignore' is none of resession-ignore-next-line,"],
  ['// resession-disable-line -- r', "'resession-disable-line' is none of"],
  ['a();\n// resession-ignore-file -- r', 'For a whole file it has to stand above the first statement.'],
])('what cannot be followed says what it needs: %s', (comment, need) => {
  const text = `${comment}\nuse(HIT);`;
  const { all, unclear } = suppressionsOf(makeSource('a.ts', text));
  expect(all).toEqual([]);
  expect(unclear.map((each) => each.need)).toEqual([expect.stringContaining(need)]);
  expect(kinds(text)).toEqual(['todo']);
});

test('what is left alone anyway stays what it is', () => {
  const source = makeSource('a.ts', '// resession-ignore-next-line -- r\nuse(HIT);');
  const skip: Finding = { kind: 'skip', start: 39, end: 42, messageId: 'alike', message: 'm', reason: 'r' };
  expect(withSuppressions(source, 'any', [skip])).toEqual([skip]);
});
