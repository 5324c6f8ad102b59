// Regions out of diffs: whatever two texts there are, the replacements of their diff make one from the other.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moved, type Replacement, replacementsOf } from '../../packages/bot/src/replacements.ts';
import { unifiedDiff } from '../../packages/engine/src/diff.ts';
import { applied } from './apply-fixes.ts';

const between = (before: string, after: string): readonly Replacement[] =>
  replacementsOf(unifiedDiff('a.ts', before, after));

const asSarif = ({ start, end, text }: Replacement): Parameters<typeof applied>[1][number] => ({
  deletedRegion: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  ...(text !== '' && { insertedContent: { text } }),
});

const line = fc.array(fc.constantFrom('a', 'b', '+', '-', ' ', '\\', '@@ -1 +1 @@', '\t', '😀', '😁', '\u2028', 'é'), {
  maxLength: 4,
});
const texts = fc
  .tuple(
    fc.constantFrom('', '\uFEFF'),
    fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 12 }),
    line,
    fc.array(fc.nat(11), { maxLength: 3 }),
    line,
  )
  .map(([mark, lines, last, touched, other]) => {
    const whole = (all: readonly (readonly [readonly string[], string])[], end: readonly string[]): string =>
      mark + all.map(([words, feed]) => words.join('') + feed).join('') + end.join('');
    const changed = lines.flatMap(([words, feed], at): [readonly string[], string][] => {
      if (!touched.includes(at)) return [[words, feed]];
      if (at % 3 === 0) return [];
      return at % 3 === 1
        ? [[[...words.slice(0, 1), ...other, ...words.slice(1)], feed]]
        : [
            [other, feed],
            [words, feed],
          ];
    });
    return { before: whole(lines, last), after: whole(changed, touched.includes(0) ? other : last) };
  });

describe('replacementsOf', () => {
  it('says what the diff says', () => {
    fc.assert(
      fc.property(texts, ({ before, after }) => {
        expect(applied(before, between(before, after).map(asSarif))).toBe(after);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes no more than has to change', () => {
    expect(between('one\ntwo three\nfour\n', 'one\ntwo 3\nfour\n')).toEqual([
      { start: { line: 2, column: 5 }, end: { line: 2, column: 10 }, text: '3' },
    ]);
    expect(between('a b\nc d\n', 'a x\nc y\n')).toHaveLength(2);
    expect(between('a\n', 'a\n')).toEqual([]);
  });

  it('parts no character and no line break', () => {
    expect(between('x😀\n', 'x😁\n')).toEqual([
      { start: { line: 1, column: 2 }, end: { line: 1, column: 4 }, text: '😁' },
    ]);
    expect(between('x\r\n', 'x\n')).toEqual([
      { start: { line: 1, column: 2 }, end: { line: 2, column: 1 }, text: '\n' },
    ]);
  });

  it('counts no byte order mark', () => {
    expect(between('\uFEFFold\n', '\uFEFFnew\n')).toMatchObject([{ start: { line: 1, column: 1 }, text: 'new' }]);
  });
});

describe('moved', () => {
  it('finds a place again that no replacement touches', () => {
    fc.assert(
      fc.property(texts, fc.nat(), ({ before, after }, seed) => {
        const text = before.replace(/^\uFEFF/, '');
        const replacements = between(before, after);
        const at = text.length === 0 ? 0 : seed % text.length;
        const head = text.slice(0, at).split('\n');
        const place = { line: head.length, column: (head.at(-1) ?? '').length + 1 };
        const marked = `${text.slice(0, at)}\u0001${text.slice(at + 1)}`;
        let made: string;
        try {
          made = applied(marked, replacements.map(asSarif));
        } catch {
          // The mark has taken a line break away, so that the regions are no longer in the text.
          return;
        }
        if (text[at] === '\n' || text[at] === '\r' || !made.includes('\u0001')) return;
        const now = made.slice(0, made.indexOf('\u0001')).split('\n');
        expect(moved(replacements, place)).toEqual({ line: now.length, column: (now.at(-1) ?? '').length + 1 });
      }),
      { numRuns: 2000 },
    );
  });

  it('takes what is inside of a change to where it begins', () => {
    const replacements = between('a\nold text here\nb\n', 'a\nx\n1\n2\nhere\nb\n');
    expect(moved(replacements, { line: 2, column: 6 })).toEqual({ line: 2, column: 1 });
    expect(moved(replacements, { line: 3, column: 1 })).toEqual({ line: 6, column: 1 });
  });
});
