import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayHold } from './anchors.ts';
import { searchFor } from './needles.ts';

test('what holds a group is never passed over', () => {
  const word = fc.stringMatching(/^[abc]{1,4}$/);
  const groups = fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { maxLength: 6 });
  fc.assert(
    fc.property(groups, fc.stringMatching(/^[abcd]{0,30}$/), (needles, text) => {
      const bytes = Buffer.from(text, 'latin1');
      return !searchFor(needles)(bytes, 'latin1') || mayHold(needles)(bytes);
    }),
    { numRuns: 2_000 },
  );
});

test('what holds no needle of the few that every group needs is passed over', () => {
  const may = mayHold([['mcp'], ['mcp', 'code'], ['rror', '404']]);
  expect(may(Buffer.from('an error with a code'))).toBe(false);
  expect(may(Buffer.from('mmcp'))).toBe(true);
  expect(may(Buffer.from('4404'))).toBe(true);
});

test('a group without needles is everywhere', () => {
  expect(mayHold([['a'], []])(Buffer.from(''))).toBe(true);
});
