import { expect, test } from 'vitest';
import { renaming } from '../toy.test.kit.ts';
import { before, order } from './order.ts';

const a = renaming('a', 'x', 'y');
const b = renaming('b', 'x', 'y', ['a']);
const c = renaming('c', 'x', 'y', ['b']);
const ids = (codemods: readonly { id: string }[]): string[] => codemods.map(({ id }) => id);

test('earlier ones first, however they are listed', () => {
  expect(ids(order([c, b, a], null).all)).toEqual(['a', 'b', 'c']);
  expect(ids(before(c, [a, b, c]))).toEqual(['a', 'b']);
});

test('what an asked-for codemod comes after is known, but not active', () => {
  const { all, active } = order([a, b, c], ['b']);
  expect(ids(all)).toEqual(['a', 'b']);
  expect([...active]).toEqual(['b']);
});

test('unknown ids and rings are errors that name them', () => {
  expect(() => order([a, b], ['z'])).toThrow(
    expect.objectContaining({ what: 'There is no codemod z', where: '--only' }),
  );
  expect(() => order([b], null)).toThrow(expect.objectContaining({ where: 'after of b' }));
  const ring = [renaming('a', 'x', 'y', ['b']), b];
  expect(() => order(ring, null)).toThrow(expect.objectContaining({ where: 'a -> b -> a' }));
});
