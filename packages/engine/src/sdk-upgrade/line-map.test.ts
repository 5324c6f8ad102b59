import { expect, it } from 'vitest';
import { lineMap } from './line-map.ts';

const map = (before: string, after: string): readonly string[] => {
  const of = lineMap(before, after);
  return after.split('\n').map((_, index) => `${of(index + 1).same ? '=' : '~'}${String(of(index + 1).line)}`);
};

it('follows what was replaced, put in and taken out', () => {
  expect(map('a\nb\nc', 'a\nb\nc')).toEqual(['=1', '=2', '=3']);
  expect(map('a\nb\nc', 'a\nB\nc')).toEqual(['=1', '~2', '=3']);
  expect(map('a\nc', 'a\nb\nc')).toEqual(['=1', '~2', '=2']);
  expect(map('a\nb\nc\nd', 'a\nd')).toEqual(['=1', '=4']);
  expect(map('a\nb\nc\nd', 'a\nX\nY\nZ\nd')).toEqual(['=1', '~2', '~3', '~3', '=4']);
  expect(map('a', 'a\nb')).toEqual(['=1', '~1']);
});
