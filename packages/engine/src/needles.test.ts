import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { searchFor } from './needles.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 3 });
const needles = fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { maxLength: 4 });
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), maxLength: 12 });

test('finds what a plain search finds, in every encoding', () => {
  fc.assert(
    fc.property(needles, text, (groups, bytes) => {
      const expected = groups.some((group) => group.every((needle) => bytes.includes(needle)));
      const search = searchFor(groups);
      expect(search(Buffer.from(bytes), 'latin1')).toBe(expected);
      expect(search(Buffer.from(bytes, 'utf16le'), 'utf16le')).toBe(expected);
      expect(search(Buffer.from(bytes, 'utf16le').swap16(), 'utf16be')).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

test('searches for a shared needle once, and for nothing that holds a missing part', () => {
  const search = searchFor([['one', '404'], ['404', 'two'], ['-32001', 'x'], ['32001'], ['y', '32001'], ['a-32001']]);
  search(Buffer.from('before'), 'latin1');
  const asked = vi.spyOn(String.prototype, 'includes').mockReturnValue(false);
  search(Buffer.from('nothing of it'), 'latin1');
  const searched = asked.mock.calls.map(([needle]) => needle);
  asked.mockRestore();
  expect(searched).toEqual(['404', '-32001', '32001']);
});
