import { expect, test } from 'vitest';
import { fileIn, nodeIn, told } from '../../modules.test.kit.ts';
import { closureOf, fullClosureOf } from './closure.ts';

const rules =
  'export const GONE = 404;\nexport const isGone = (e) => statusOf(e) === GONE;\nconst statusOf = (e) => e.code;\n';

/** What the argument of `ask(...)` is made of beside itself: in its file, and in all. */
function parts(
  main: string,
  files: Readonly<Record<string, string>> = {},
): { own: readonly string[]; all: readonly string[] } {
  const source = fileIn({ files: { 'rules.ts': rules, ...files, 'main.ts': main } }, 'main.ts');
  const call = nodeIn(source, /ask\(.*\)(?=;)/.exec(main)?.[0] ?? '');
  const [node] = call.type === 'CallExpression' ? call.arguments : [];
  if (node === undefined) throw new Error('nothing is asked');
  const others = (nodes: readonly unknown[]): readonly string[] =>
    nodes.slice(1).map((each) => told(each as typeof node));
  return { own: others(closureOf(source, node)), all: others(fullClosureOf(source, node)) };
}

test.each<[string, string, readonly string[]]>([
  ['nothing', 'ask(e.code === 404);', []],
  ['a constant', 'const GONE = 404;\nask(e.code === GONE);', ['main.ts 404']],
  [
    'a function, and what that names',
    'const N = 1;\nfunction f() { return N; }\nask(f());',
    ['main.ts function f() { return N; }', 'main.ts 1'],
  ],
  ['an enum', 'enum S { Gone = 404 }\nask(e.code === S.Gone);', ['main.ts enum S { Gone = 404 }']],
  ['what is written to a variable', 'let gone = 1;\ngone = 2;\nask(gone);', ['main.ts 1', 'main.ts 2']],
  [
    'a method of its class',
    'class A { gone() { return 1; } f() { ask(this.gone()); } }',
    ['main.ts gone() { return 1; }'],
  ],
  ['a private field', 'class A { #n = 404; f() { ask(this.#n); } }', ['main.ts 404']],
  ['what a loop goes through', 'for (const p of [1, 2]) { ask(p); }', ['main.ts [1, 2]']],
  [
    'two that name each other',
    'const f = () => g();\nconst g = () => f();\nask(f());',
    ['main.ts () => g()', 'main.ts () => f()'],
  ],
])('%s', (_name, main, expected) => {
  expect(parts(main).own).toEqual(expected);
});

test('other files are for the full closure only', () => {
  const { own, all } = parts("import { isGone } from './rules';\nask(isGone(e));");
  expect(own).toEqual([]);
  expect(all).toEqual(['rules.ts (e) => statusOf(e) === GONE', 'rules.ts (e) => e.code', 'rules.ts 404']);
});

test('members lead on: a namespace, a table, a method of a class elsewhere', () => {
  const files = { 'table.ts': 'export const codes = { gone: 404 };\nexport class P { gone(e) { return e; } }\n' };
  expect(parts("import * as r from './rules';\nask(e.code === r.GONE);", files).all).toEqual(['rules.ts 404']);
  expect(parts("import { codes } from './table';\nask(e.code === codes.gone);", files).all).toContain('table.ts 404');
  expect(parts("import { P } from './table';\nask(new P().gone(e));", files).all).toContain(
    'table.ts gone(e) { return e; }',
  );
});

test('what is very long is no part of a condition', () => {
  const long = `function f() { ${'x();'.repeat(1_001)} }`;
  expect(parts(`${long}\nask(f());`).own).toEqual([]);
});

test('a closure ends somewhere', () => {
  const chain = Array.from({ length: 100 }, (_, i) => `const f${i} = () => f${i + 1}();`).join('\n');
  expect(parts(`${chain}\nask(f0());`).own).toHaveLength(60);
});
