import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guilty } from './bisect.ts';

test('finds exactly the changes that have to go, in few tries', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.infiniteStream(fc.nat()), async (count, numbers) => {
      const changes = Array.from({ length: count }, (_, index) => index);
      const wanted = new Set([...numbers.take(3)].map((number) => number % count));
      let tries = 0;
      const found = await guilty(changes, (without) => {
        tries += 1;
        return Promise.resolve([...wanted].some((each) => !without.includes(each)));
      });
      expect(new Set(found)).toEqual(wanted);
      expect(tries).toBeLessThanOrEqual(1 + wanted.size * (2 + Math.ceil(Math.log2(count))));
    }),
    { numRuns: 200, seed: 7 },
  );
});

test('where two have to go together, both do', async () => {
  const found = await guilty([1, 2, 3, 4], (without) => Promise.resolve(!(without.includes(2) && without.includes(4))));
  expect([...found].sort()).toEqual([2, 4]);
});

test('nothing is bad: nothing goes', async () => {
  expect(await guilty([1, 2], () => Promise.resolve(false))).toEqual([]);
});

test('where taking all back does not help, all goes', async () => {
  expect(await guilty([1, 2], () => Promise.resolve(true))).toEqual([1, 2]);
});
