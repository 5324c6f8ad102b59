import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Stamp, stampIn, stampText, withStamp } from './stamp.ts';

const stamp: Stamp = { plan: '0123456789', head: 'a'.repeat(40), scope: 'fedcba9876' };

describe('stamp', () => {
  it('is read as it was written, wherever it stands', () => {
    expect(stampIn(`words\r\n\r\n${stampText(stamp)}\r\nand more`)).toEqual(stamp);
  });

  it('is one comment of HTML that nothing in it ends', () => {
    expect(stampText(stamp)).toMatch(/^<!-- resession:1:[\w-]+ -->$/);
  });

  it('stands on a line of its own, which nobody gets by a name', () => {
    expect(stampIn(`| \`${stampText(stamp)}\` | x |`)).toBeNull();
  });

  it('counts once: the last one', () => {
    const other = { ...stamp, plan: 'ffffffffff' };
    expect(stampIn(`${stampText(stamp)}\n${stampText(other)}`)).toEqual(other);
  });

  it('is none where it says something else', () => {
    const of = (value: unknown): string =>
      `<!-- resession:1:${Buffer.from(JSON.stringify(value)).toString('base64url')} -->`;
    for (const value of [
      null,
      [],
      'x',
      {},
      { ...stamp, plan: '../../main' },
      { ...stamp, head: '--upload-pack=x' },
      { ...stamp, head: 7 },
      { ...stamp, scope: null },
    ])
      expect(stampIn(of(value))).toBeNull();
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(stampIn(text)).toBeNull();
        expect(stampIn(`<!-- resession:1:${Buffer.from(text).toString('base64url')} -->`)).toBeNull();
      }),
    );
  });

  it('is replaced, and the words of people stay', () => {
    const other = { ...stamp, head: 'b'.repeat(40) };
    expect(withStamp(`- [x] mine\n${stampText(stamp)}\nP.S. $& $1`, other)).toBe(
      `- [x] mine\n${stampText(other)}\nP.S. $& $1`,
    );
  });
});
