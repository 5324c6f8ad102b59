// Rules that people write work as git has them; those that are built to last take nothing off, at once.

import { expect, it } from 'vitest';
import { ignoring } from './ignore-rules.ts';

it('heeds what people write', () => {
  const rules = ignoring(['*.log', '**/gen/**/*.ts', '!keep.ts', '/a*b*c*.ts', 'x/**/y/**/z']);
  const names = ['a.log', 'p/gen/q/r.ts', 'p/gen/keep.ts', 'a1b2c3.ts', 'x/1/y/2/z/f.ts', 'src/a.ts'];
  expect(names.filter((name) => rules.ignores(name))).toEqual(['a.log', 'p/gen/q/r.ts', 'a1b2c3.ts', 'x/1/y/2/z/f.ts']);
});

it.each([
  ['stars', `${'*a'.repeat(12)}*b`, 'a'.repeat(250)],
  ['pairs of stars', `${'**a'.repeat(12)}b`, 'a'.repeat(250)],
  ['a rule', 'a'.repeat(200_000), 'a'],
  ['folders', `${'**/a/'.repeat(12)}b`, 'a/'.repeat(1500) + 'c'],
])('does not try %s that cannot be tried to the end', (_what, rule, name) => {
  const began = performance.now();
  const rules = ignoring([rule, '*.log']);
  expect(rules.ignores(name)).toBe(false);
  expect(rules.ignores('x.log')).toBe(true);
  expect(performance.now() - began).toBeLessThan(2000);
});
