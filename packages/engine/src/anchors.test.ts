import type { Needles } from '@resession/transforms/lib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayHold } from './anchors.ts';
import { searchFor } from './needles.ts';

const look = (needles: Needles, bytes: Buffer): boolean => {
  // What an earlier file left behind is not part of the next.
  const buffer = Buffer.alloc(64, 'mcp');
  bytes.copy(buffer);
  return mayHold(needles, buffer)(bytes.length) !== null;
};

test.each([
  ['short ones', /^[abc]{1,4}$/],
  ['of three bytes and more', /^[abc]{3,4}$/],
  ['long ones', /^[abc]{5,9}$/],
  ['all of them', /^[abc]{3,9}$/],
])('what holds a group is never passed over: %s', (_, shape) => {
  const groups = fc.array(fc.array(fc.stringMatching(shape), { minLength: 1, maxLength: 3 }), { maxLength: 12 });
  const filling = fc.stringMatching(/^[abcd]{0,17}$/);
  fc.assert(
    fc.property(groups, filling, filling, fc.nat(), (needles, before, behind, which) => {
      const group = needles[which % Math.max(1, needles.length)] ?? [];
      const bytes = Buffer.from(`${before}${group.join('d')}${behind}`, 'latin1').subarray(0, 64);
      return !searchFor(needles)(bytes, 'latin1') || look(needles, bytes);
    }),
    { numRuns: 2_000 },
  );
});

test('what holds no needle of the few that every group needs is passed over', () => {
  const needles = [['mcp'], ['mcp', 'code'], ['rror', '404'], ['isSessionExpired']];
  expect(look(needles, Buffer.from('an error with a code of 40, isSessionExpire'))).toBe(false);
  expect(look(needles, Buffer.from('mmcp'))).toBe(true);
  expect(look(needles, Buffer.from('4404'))).toBe(true);
  expect(look(needles, Buffer.from('isisSessionExpired'))).toBe(true);
});

test('what is said to be missing is not there', () => {
  const word = fc.stringMatching(/^[abc]{3,6}$/);
  const groups = fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { maxLength: 6 });
  fc.assert(
    fc.property(groups, fc.stringMatching(/^[abc]{0,64}$/), (needles, text) => {
      const seen = mayHold(needles, Buffer.from(text.padEnd(64)))(text.length);
      const missing = needles.flat().filter((needle) => seen?.lacks(needle) === true);
      expect(missing.filter((needle) => text.includes(needle))).toEqual([]);
    }),
  );
  const seen = mayHold([['mcp'], ['StreamableHTTPError'], ['404', 'x']], Buffer.from('a mcp and 404.'))(14);
  expect(
    ['mcp', 'mcp2', '404', 'x', 'StreamableHTTPError', 'a StreamableHTTPError'].map((one) => seen?.lacks(one)),
  ).toEqual([false, false, false, false, true, true]);
});

test('a file that fills the buffer is looked at to its end', () => {
  for (const size of [64, 65, 66, 67]) {
    const buffer = Buffer.alloc(size, 'x');
    buffer.write('sessionExpiry', size - 13);
    expect(mayHold([['sessionExpiry']], buffer)(size)).not.toBeNull();
    expect(mayHold([['sessionExpiry']], buffer)(size - 1)).toBeNull();
  }
});

test('a group without needles is everywhere', () => {
  expect(look([['a'], []], Buffer.from(''))).toBe(true);
});
