import { expect, test } from 'vitest';
import { refusal, regexTest } from './regex.ts';
import { isUnknown, type RegexValue } from './value.ts';

const regex = (source: string, flags = ''): RegexValue => ({ kind: 'regex', source, flags, lastIndex: 0 });

test.each(['(a+)+$', '(a|a)*b', '(\\w+\\s?)+', '(?:x*)*', '(a{2,}){3,}', '((ab)*c)*', '(.*a){20}'])(
  'refuses %s, which may run away',
  (pattern) => {
    expect(refusal(pattern, 100)).toBeDefined();
  },
);

test.each([
  'session (?:not found|expired)',
  '"code"\\s*:\\s*-32001\\s*,\\s*"message"',
  '\\b404\\b',
  '.*session.*expired',
  '[45]\\d\\d',
  'a(b)?c+',
])('runs %s', (pattern) => {
  expect(refusal(pattern, 300)).toBeUndefined();
});

test('a refusal is unknown, never no', () => {
  expect(isUnknown(regexTest(regex('(a+)+$'), 'aaaa'))).toBe(true);
  expect(isUnknown(regexTest(regex('('), 'aaaa'))).toBe(true);
  expect(isUnknown(regexTest(regex('a'), 'a'.repeat(5_000)))).toBe(true);
});

test('keeps lastIndex of a global regex, as the language does', () => {
  const global = regex('a', 'g');
  expect([regexTest(global, 'a'), regexTest(global, 'a')]).toEqual([true, false]);
});

test('hostile patterns do not hold the tool up', () => {
  const started = performance.now();
  for (const pattern of ['(x+x+)+y', '(.*)*y', '([a-z]+)*Z', '.*.*.*.*.*y']) regexTest(regex(pattern), 'x'.repeat(200));
  expect(performance.now() - started).toBeLessThan(500);
});
