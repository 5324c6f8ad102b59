import { expect, test } from 'vitest';
import { site } from './sites.test.kit.ts';
import { whatChanged } from './what-changed.ts';

const before = [site('fix1', 'fix'), site('fix2', 'fix'), site('ask3', 'ask')];

test('nothing changed', () => {
  expect(whatChanged(before, before, null)).toEqual([]);
});

test('sites of another kind are told by their place, though their id is another one', () => {
  const after = [site('fix1', 'skip'), site('todo2', 'todo'), site('todo3', 'todo')];
  expect(whatChanged(before, after, 'fix1')).toEqual([
    '2 other sites are now to do by hand: src/a.ts:2, src/a.ts:3. Reason of todo2.',
  ]);
});

test('what is settled, and what is new', () => {
  const after = [site('fix1', 'fix'), site('ask3', 'ask'), site('new9', 'ask')];
  expect(whatChanged(before, after, null)).toEqual([
    '1 other site needs nothing any more: src/a.ts:2.',
    '1 site is new: src/a.ts:9. Reason of new9.',
  ]);
});
