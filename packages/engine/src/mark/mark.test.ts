import { makeSource, type Node, walk } from '@resession/transforms/lib';
import { describe, expect, test } from 'vitest';
import { type Left, mark, type Marking } from './mark.ts';

const everything: Marking = { which: 'all', mayGo: () => true };

/** An id of the right form for the nth hit. */
const idOf = (index: number): string => String(index).padStart(16, '0');

/** What is left on every `HIT` of a text. */
function leftIn(text: string, words = 'Decide.'): readonly Left[] {
  return [...text.matchAll(/HIT\d*/g)].map(({ 0: hit, index }) => {
    return { id: idOf(Number(hit.slice(3) || 0)), start: index, words };
  });
}

function marked(text: string, path = 'a.tsx', words?: string, marking = everything): string {
  return mark(makeSource(path, text), leftIn(text, words), marking);
}

/** The marker of the first hit. */
const M = `TODO(resession): Decide. [${idOf(0)}]`;

const cases: readonly (readonly [string, string, string])[] = [
  ['above its line, with its indentation', 'a();\n\tif (HIT) b();\n', `a();\n\t// ${M}\n\tif (HIT) b();\n`],
  ['the first line', 'HIT();', `// ${M}\nHIT();`],
  ['Windows lines', 'a();\r\nHIT();\r\n', `a();\r\n// ${M}\r\nHIT();\r\n`],
  ['no line end at the end', 'a();\nHIT()', `a();\n// ${M}\nHIT()`],
  ['in an expression of several lines', 'x = a &&\n  HIT &&\n  b;', `x = a &&\n  // ${M}\n  HIT &&\n  b;`],
  ['after return', 'const f = () => {\n  return (\n    HIT\n  );\n};', `const f = () => {\n  return (\n    // ${M}\n    HIT\n  );\n};`],
  ['after a return that an operator holds open', 'const f = () => {\n  return a ||\n    HIT;\n};', `const f = () => {\n  return a ||\n    // ${M}\n    HIT;\n};`],
  ['between else and if', 'if (a) {\n  b();\n} else if (HIT) {\n  c();\n}', `if (a) {\n  b();\n// ${M}\n} else if (HIT) {\n  c();\n}`],
  ['on a line of an else', 'if (a) b();\nelse if (HIT) c();', `if (a) b();\n// ${M}\nelse if (HIT) c();`],
  ['in a chain', 'a\n  .catch((e) => HIT)\n  .b();', `a\n  // ${M}\n  .catch((e) => HIT)\n  .b();`],
  ['in an argument', 'a(\n  b,\n  (e) => HIT,\n);', `a(\n  b,\n  // ${M}\n  (e) => HIT,\n);`],
  ['in a case', 'switch (a) {\n  case HIT:\n    b();\n}', `switch (a) {\n  // ${M}\n  case HIT:\n    b();\n}`],
  ['between a decorator and its method', 'class A {\n  @b()\n  c() { return HIT; }\n}', `class A {\n  @b()\n  // ${M}\n  c() { return HIT; }\n}`],
  ['in a member', 'class A {\n  b =\n    HIT;\n}', `class A {\n  b =\n    // ${M}\n    HIT;\n}`],
  ['in an import', 'import {\n  a,\n  HIT,\n} from "b";', `import {\n  a,\n  // ${M}\n  HIT,\n} from "b";`],
  ['among JSX children', 'x = (\n  <a>\n    {HIT}\n  </a>\n);', `x = (\n  <a>\n    {/* ${M} */}\n    {HIT}\n  </a>\n);`],
  ['in a JSX tag', 'x = (\n  <a\n    b={HIT}\n  />\n);', `x = (\n  <a\n    // ${M}\n    b={HIT}\n  />\n);`],
  ['in braces of JSX', 'x = <a>{\n  HIT\n}</a>;', `x = <a>{\n  // ${M}\n  HIT\n}</a>;`],
  ['behind words of JSX, where it would part them', 'x = (\n  <a>\n    one\n    two {HIT}\n  </a>\n);', `x = (\n  <a>\n    {/* ${M} */}\n    one\n    two {HIT}\n  </a>\n);`],
  ['in a template, on a line of code', 'x = `a\n${\n  HIT\n} b`;', `x = \`a\n\${\n  // ${M}\n  HIT\n} b\`;`],
  ['in a template, on a line of text', 'y();\n  x = `a\nb ${HIT}\nc`;', `y();\n  // ${M}\n  x = \`a\nb \${HIT}\nc\`;`],
  ['behind a string of two lines', "x = 'a\\\n b' + HIT;", `// ${M}\nx = 'a\\\n b' + HIT;`],
  ['behind a block comment that ends on its line', 'a();\n/* b\n c */ HIT();', `a();\n// ${M}\n/* b\n c */ HIT();`],
  ['below a shebang', '#!/usr/bin/env node\nHIT();', `#!/usr/bin/env node\n// ${M}\nHIT();`],
  ['below directives', "'use client';\n'use strict';\nHIT();", `'use client';\n'use strict';\n// ${M}\nHIT();`],
  ['on the line of a directive', "'use client'; HIT();\na();", `'use client'; HIT();\n// ${M}\na();`],
  ['on the line of a directive, and that is all', "'use client'; HIT();", `'use client'; HIT();\n// ${M}`],
  ['above what points at its line', 'a();\n// eslint-disable-next-line b\n// @ts-expect-error c\nHIT();', `a();\n// ${M}\n// eslint-disable-next-line b\n// @ts-expect-error c\nHIT();`],
  ['above what points at its line, in JSX', 'x = <a>\n  {/* eslint-disable-next-line b */}\n  {HIT}\n</a>;', `x = <a>\n  {/* ${M} */}\n  {/* eslint-disable-next-line b */}\n  {HIT}\n</a>;`],
  ['above what documents it', 'a();\n/**\n * B.\n */\nconst b = HIT;', `a();\n// ${M}\n/**\n * B.\n */\nconst b = HIT;`],
  ['below words of a person', 'a();\n// The server forgot us.\nHIT();', `a();\n// The server forgot us.\n// ${M}\nHIT();`],
  ['below what a file says of itself', '/** @jest-environment node */\nHIT();', `/** @jest-environment node */\n// ${M}\nHIT();`],
  ['not above a comment behind code', 'a(); // eslint-disable-next-line b\nHIT();', `a(); // eslint-disable-next-line b\n// ${M}\nHIT();`],
]; // prettier-ignore

describe.each(cases)('%s', (_, text, expected) => {
  test('marks, changes nothing the second time, and takes it out again', () => {
    expect(marked(text)).toBe(expected);
    expect(marked(expected)).toBe(expected);
    expect(mark(makeSource('a.tsx', expected), [], everything)).toBe(text);
  });

  test('means the same to whoever runs it', () => {
    expect(treeOf(expected)).toEqual(treeOf(text));
  });
});

/** The tree of a text without places, comments and what JSX takes for nothing. */
function treeOf(text: string): unknown {
  const { file } = makeSource('a.tsx', text);
  const seen: string[] = [];
  walk(file.program, (node: Node) => {
    if (node.type === 'JSXExpressionContainer' && node.expression.type === 'JSXEmptyExpression') return false;
    const said = 'value' in node && typeof node.value === 'string' ? node.value : '';
    const words = node.type === 'JSXText' ? said.split(/\s*\n\s*/).filter((line) => line.trim() !== '') : [said];
    if (node.type !== 'JSXText' || words.length > 0) seen.push(`${node.type} ${words.join(' ')}`);
    return undefined;
  });
  return seen;
}

test('two on one line stand above each other, each once', () => {
  const text = 'a();\nuse(HIT1, HIT2);\n';
  const [one, two] = [1, 2].map((index) => `// TODO(resession): Decide. [${idOf(index)}]`);
  expect(marked(text)).toBe(`a();\n${one}\n${two}\nuse(HIT1, HIT2);\n`);
  expect(marked(marked(text))).toBe(marked(text));
});

test('changed words and a changed id take the place of the old ones, without being asked to mark', () => {
  const before = marked('a();\n  HIT();\n');
  const onlyMarked: Marking = { which: 'marked', mayGo: () => true };
  expect(marked(before, 'a.ts', 'Split it.', onlyMarked)).toBe(before.replace('Decide.', 'Split it.'));
  expect(marked(before.replace('HIT', 'HIT7'), 'a.ts', 'Decide.', onlyMarked)).toBe(
    before.replace('HIT', 'HIT7').replace(idOf(0), idOf(7)),
  );
});

test('a marker follows its line', () => {
  const moved = `// ${M}\na();\n\n  HIT();\n`;
  expect(marked(moved)).toBe(`a();\n\n  // ${M}\n  HIT();\n`);
});

test('nothing is marked that was not, unless asked for', () => {
  const text = `HIT1();\n// TODO(resession): Decide. [${idOf(2)}]\nHIT2();\n`;
  expect(marked(text, 'a.ts', 'Decide.', { which: 'marked', mayGo: () => true })).toBe(text);
  expect(marked('HIT();', 'a.ts', 'Decide.', { which: 'marked', mayGo: () => true })).toBe('HIT();');
});

test('a marker that a person put behind code goes without the code', () => {
  expect(mark(makeSource('a.ts', `a(); // ${M}\nb();`), [], everything)).toBe('a();\nb();');
  expect(mark(makeSource('a.tsx', `x = <a>one {/* ${M} */} two</a>;`), [], everything)).toBe('x = <a>one two</a>;');
});

test('what a run did not look for stays', () => {
  const text = `// ${M}\na();\n`;
  expect(mark(makeSource('a.ts', text), [], { which: 'all', mayGo: () => false })).toBe(text);
});

test('a note of a person is no marker, and neither is a text', () => {
  const text = `// TODO(resession): ask Ada\na('// ${M}');\n`;
  expect(mark(makeSource('a.ts', text), [], everything)).toBe(text);
});

test('words that end a comment, break a line or hide from the eye do neither', () => {
  const out = marked('x = <a>\n  {HIT}\n</a>;', 'a.tsx', 'one */ two\r\nthree \u202efour');
  expect(out).toContain(`{/* TODO(resession): one * / two three four [${idOf(0)}] */}`);
  expect(marked(out, 'a.tsx', 'one */ two\r\nthree \u202efour')).toBe(out);
});
