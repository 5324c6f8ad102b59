import { expect, test } from 'vitest';
import fc from 'fast-check';
import { applyEdits, EditOverlap, mapBack, mergeEdits } from './edits.ts';

test('equal edits are one', () => {
  const edit = { start: 1, end: 2, text: 'x' };
  expect(applyEdits('abc', [edit, { ...edit }])).toBe('axc');
});

test.each([
  [
    { start: 0, end: 2, text: 'x' },
    { start: 1, end: 3, text: 'y' },
  ],
  [
    { start: 0, end: 3, text: 'x' },
    { start: 1, end: 1, text: 'y' },
  ],
  [
    { start: 0, end: 2, text: 'x' },
    { start: 0, end: 2, text: 'y' },
  ],
])('overlap throws', (...edits) => {
  expect(() => mergeEdits(edits)).toThrow(EditOverlap);
});

test('insertions keep their order and stand before what starts there', () => {
  const edits = [
    { start: 1, end: 2, text: 'B' },
    { start: 1, end: 1, text: '1' },
    { start: 1, end: 1, text: '2' },
    { start: 2, end: 2, text: '3' },
  ];
  expect(applyEdits('abc', edits)).toBe('a12B3c');
});

test('a position maps back to where its character was', () => {
  const cuts = fc.uniqueArray(fc.nat(40), { maxLength: 8 });
  fc.assert(
    fc.property(cuts, fc.array(fc.string({ maxLength: 3 }), { minLength: 4, maxLength: 4 }), (offsets, texts) => {
      const old = Array.from({ length: 41 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('');
      const sorted = [...offsets].sort((a, b) => a - b);
      const edits = texts.flatMap((text, index) => {
        const [start, end] = [sorted[index * 2], sorted[index * 2 + 1]];
        return start === undefined || end === undefined ? [] : [{ start, end, text }];
      });
      const now = applyEdits(old, edits);
      for (const [offset, character] of [...now].entries()) {
        if (character < '\u4e00') continue;
        expect(old[mapBack(edits, offset)]).toBe(character);
      }
    }),
  );
});
