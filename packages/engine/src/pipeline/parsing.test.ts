import { SyntaxProblem } from '@resession/transforms/lib';
import { expect, test } from 'vitest';
import { parsing } from './parsing.ts';

test('a text has one source, whoever asks for it and in whatever order', () => {
  const { parse, lazily } = parsing();
  const lazy = lazily('a.ts', 'const a = 1;');
  expect(parse('a.ts', 'const a = 1;')).toBe(lazy);
  const eager = parse('b.ts', 'const b = 1;');
  expect(lazily('b.ts', 'const b = 1;')).toBe(eager);
  expect(parse('a.ts', 'const a = 2;')).not.toBe(lazy);
  expect(lazy.file.program.body).toHaveLength(1);
});

test('a text that does not parse is told by where, also after it was looked at', () => {
  const { parse, lazily } = parsing();
  const lazy = lazily('a.ts', 'const\n a = ;');
  expect(lazy.file.program.body).toEqual([]);
  expect(parse('a.ts', 'const\n a = ;')).toMatchObject({ path: 'a.ts', line: 2 });
  expect(parse('a.ts', 'const\n a = ;')).toBeInstanceOf(SyntaxProblem);
  expect(parse('a.json', '{}')).toBeInstanceOf(SyntaxProblem);
});

test('a text nested too deeply for the parser is one that does not parse', () => {
  expect(parsing().parse('a.ts', `${'['.repeat(50_000)}${']'.repeat(50_000)}`)).toBeInstanceOf(SyntaxProblem);
});
