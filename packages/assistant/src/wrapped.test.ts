import { expect, test } from 'vitest';
import { wrapped } from './wrapped.ts';

test.each([
  ['one two three', 7, ['one two', 'three']],
  ['one', 2, ['one']],
  ['a averylongword b', 5, ['a', 'averylongword', 'b']],
  ['', 5, ['']],
])('%j in %i columns', (text, width, lines) => {
  expect(wrapped(text, width)).toEqual(lines);
});
