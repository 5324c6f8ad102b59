import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';

const ids = (generations: readonly ('v1' | 'v2')[], sse = false): readonly string[] =>
  catalogue({ generations: new Set(generations), sse }).map(({ id, generation }) => `${generation} ${id}`);

test('every row is there once', () => {
  const all = ids(['v1', 'v2'], true);
  expect(new Set(all).size).toBe(all.length);
});

test('each generation brings its own rows, and both share the rest', () => {
  expect(ids(['v1']).filter((id) => id.startsWith('v2'))).toEqual([]);
  expect(ids(['v1']).filter((id) => id.startsWith('either'))).toEqual(
    ids(['v2']).filter((id) => id.startsWith('either')),
  );
  expect(ids(['v2', 'v1'])).toEqual(ids(['v1', 'v2']));
});

test('the lost sessions of the old SSE transport are asked where it is in use', () => {
  const more = ids(['v1'], true).filter((id) => !ids(['v1']).includes(id));
  expect(more.length).toBeGreaterThan(0);
  expect(more.every((id) => id.startsWith('either sse-'))).toBe(true);
});

test('each call makes a value of its own', () => {
  for (const row of catalogue({ generations: new Set(['v1'] as const), sse: true })) {
    if (typeof row.stock() === 'object') expect(row.stock()).not.toBe(row.stock());
  }
});
