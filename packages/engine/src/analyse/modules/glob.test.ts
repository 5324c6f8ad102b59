import { expect, test } from 'vitest';
import { covers } from './glob.ts';

test.each([
  ['src', 'src/a.ts', true],
  ['src', 'src/deep/a.ts', true],
  ['src', 'source/a.ts', false],
  ['src/*', 'src/a.ts', true],
  ['src/*', 'src/deep/a.ts', false],
  ['src/**/*', 'src/deep/er/a.ts', true],
  ['src/**/*.ts', 'src/a.ts', true],
  ['src/**/*.ts', 'src/a.tsx', false],
  ['**/*', 'a.ts', true],
  ['**/*.test.ts', 'a/b/c.test.ts', true],
  ['**/x/**/y/*', 'a/x/b/x/y/c.ts', true],
  ['**/x/**/y/*', 'a/x/b/c.ts', false],
  ['a?c/*.ts', 'abc/x.ts', true],
  ['a?c/*.ts', 'ac/x.ts', false],
  ['a.ts', 'a.ts', true],
  ['a.ts', 'a.ts/b.ts', false],
])('include %s and %s: %s', (pattern, path, expected) => {
  expect(covers(pattern, path, 'include')).toBe(expected);
});

test('a folder that an exclude matches is out with all that is in it', () => {
  expect(covers('**/build', 'a/build/b.ts', 'exclude')).toBe(true);
  expect(covers('src/*', 'src/deep/a.ts', 'exclude')).toBe(true);
  expect(covers('**/*.test.ts', 'src/a.ts', 'exclude')).toBe(false);
});

test('a pattern made to be slow is not', () => {
  const started = performance.now();
  covers(`${'**/'.repeat(2000)}${'*a'.repeat(2000)}b`, `${'a/'.repeat(500)}${'a'.repeat(2000)}`, 'include');
  expect(performance.now() - started).toBeLessThan(2000);
});
