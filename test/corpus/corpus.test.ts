// The behaviour proof: every consumer of the corpus is migrated, compiled and run, before and after, beside what is expected.

import { beforeAll, describe, expect, test } from 'vitest';
import { readConsumers } from './consumer.ts';
import { judge, type Judged } from './corpus.ts';
import { deviationsOf, wrongEdits } from './deviations.ts';
import { figuresOf } from './figures.ts';

const consumers = readConsumers();
const judged = new Map<string, Judged>();

beforeAll(async () => {
  for (const each of await judge(consumers)) judged.set(each.consumer.id, each);
}, 600_000);

function of(id: string): Judged {
  const found = judged.get(id);
  if (found === undefined) throw new Error(`${id} was not judged`);
  return found;
}

const known = consumers.filter(({ card }) => card.deviates !== undefined);

describe('as expected', () => {
  test.each(consumers.filter((each) => !known.includes(each)).map(({ id }) => id))('%s', (id) => {
    expect(deviationsOf(of(id))).toEqual([]);
  });
});

describe('not yet as would be right', () => {
  test.each(known.map(({ id, card }) => [id, card.deviates ?? '']))('%s: %s', (id) => {
    expect(deviationsOf(of(id)).length).toBeGreaterThan(0);
    expect(wrongEdits(of(id))).toEqual([]);
  });
});

test('the figures of the corpus', () => {
  const figures = figuresOf([...judged.values()]);
  console.log(figures.table);
  expect(figures.wrong).toEqual([]);
  expect(figures.positives).toBeGreaterThanOrEqual(100);
  expect(figures.lookAlikes).toBeGreaterThanOrEqual(50);
  expect(figures.clearFixed / figures.clear).toBeGreaterThanOrEqual(0.9);
});
