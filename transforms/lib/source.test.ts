import { expect, test } from 'vitest';
import { languageOf, lazySource, makeSource, SyntaxProblem } from './source.ts';
import { endOf, startOf } from './tree.ts';

test.each([
  ['a.ts', 'const a = <any>b;'],
  ['a.mts', 'const a = <any>b;'],
  ['a.cts', 'import a = require("a");'],
  ['a.tsx', 'const a = <T,>(b: T) => <p>{b}</p>;'],
  ['a.js', 'const a = <p />;'],
  ['a.jsx', 'const a = <p />;'],
  ['a.mjs', 'await import("a");'],
  ['a.cjs', 'return require("a");'],
  ['a.js', '// @flow\nfunction f(a: ?string): %checks { return !!a; }'],
  ['a.js', 'with (a) { b; }'],
  ['a.js', 'var a = 010;'],
])('%s parses: %s', (path, text) => {
  expect(makeSource(path, text).file.program.body.length).toBeGreaterThan(0);
});

test.each([
  ['CRLF', 'const a = 1;\r\n\r\nconst mark = 2;\r\n', { line: 3, column: 1 }],
  ['tabs', '{\n\t\tconst a = 1; const mark = 2;\n}', { line: 2, column: 16 }],
  ['shebang', '#!/usr/bin/env node\nconst mark = 2;', { line: 2, column: 1 }],
  ['astral characters', 'const a = "\u{1F600}"; const mark = 2;', { line: 1, column: 17 }],
])('offsets are those of the text: %s', (_name, text, position) => {
  const source = makeSource('a.ts', text);
  const statements = source.file.program.body.flatMap((node) => (node.type === 'BlockStatement' ? node.body : [node]));
  const node = statements.find((each) => text.slice(startOf(each), endOf(each)) === 'const mark = 2;');
  expect(node).toBeDefined();
  expect(source.position(text.indexOf('const mark'))).toEqual(position);
});

test.each(['a.ts', 'a.js', 'a.tsx'])('%s: a syntax error says where', (path) => {
  const parse = (): unknown => makeSource(path, 'const a = 1;\nconst b = ;\n');
  expect(parse).toThrow(SyntaxProblem);
  expect(parse).toThrow(expect.objectContaining({ path, line: 2, column: 11, message: 'Unexpected token' }));
});

test('an extension that is not ours', () => {
  expect(languageOf('a.json')).toBeUndefined();
  expect(() => makeSource('a.json', '{}')).toThrow(SyntaxProblem);
});

test('a lazy source is parsed when its tree is looked at, and empty where it does not parse', () => {
  const text = 'const a = 1;';
  const source = lazySource('a.ts', text);
  expect(source.file).toBe(source.file);
  expect(source.file.program.body).toHaveLength(1);
  expect(source.position(text.indexOf('a'))).toEqual(makeSource('a.ts', text).position(text.indexOf('a')));
  const problems: SyntaxProblem[] = [];
  expect(lazySource('b.ts', 'const b = ;', (problem) => problems.push(problem)).file.program.body).toEqual([]);
  expect(problems).toMatchObject([{ path: 'b.ts', line: 1, column: 11 }]);
});
