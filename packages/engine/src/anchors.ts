// A quick look over bytes that tells of most files that they hold no needle at all. It needs a few needles, of which every group
// has one, and of these the five bytes that are seen least in sources. Wherever they lie, four of them are two neighbouring
// words of two bytes: so every second place is looked at, with one look into a table. To go from byte to byte takes thrice as long.

import type { Needles } from '@resession/transforms/lib';
import { memo } from './analyse/modules/memo.ts';

/** What is seen in so many bytes at the start of the buffer; null where no group can be there. */
export type QuickLook = (length: number) => Seen | null;

/** What a quick look tells of needles. */
export interface Seen {
  /** True only where the needle is not there: it need not be searched for. */
  lacks(needle: string): boolean;
}

/** Looks at what is in the buffer at the time. */
export function mayHold(needles: Needles, buffer: Buffer): QuickLook {
  const anchors = anchorsOf(needles);
  // A group without a needle is in every text, and in what is so short there is nothing to be seen at every second place.
  const blind = needles.some((group) => group.length === 0) || anchors.some(({ length }) => length < 3);
  if (blind || buffer.byteOffset % 2 !== 0) return () => ({ lacks: () => false });
  const { bits, anchorsBy } = wordsOf(anchors);
  const words = new Uint16Array(buffer.buffer, buffer.byteOffset, buffer.length >> 1);
  const lookAt = (word: number, length: number, there: Set<string>): void => {
    for (const { anchor, bytes, before } of anchorsBy.get(words[word] ?? 0) ?? []) {
      if (!there.has(anchor) && lies(bytes, buffer, 2 * word - before, length)) there.add(anchor);
    }
  };
  const within = memo((needle: string) => anchors.filter((anchor) => needle.includes(anchor)));
  return (length) => {
    const there = new Set<string>();
    let a = bits[words[0] ?? 0] ?? 0;
    for (let word = 0; 2 * word < length; word += 4) {
      // Written out: through a function it takes three times as long, and with a branch for each pair twice.
      const b = bits[words[word + 1] ?? 0] ?? 0;
      const c = bits[words[word + 2] ?? 0] ?? 0;
      const d = bits[words[word + 3] ?? 0] ?? 0;
      const e = bits[words[word + 4] ?? 0] ?? 0;
      const begun = (a & (b >> 8)) | (b & (c >> 8)) | (c & (d >> 8)) | (d & (e >> 8));
      a = e;
      if (begun === 0) continue;
      for (let each = word; each < word + 4; each += 1) lookAt(each, length, there);
    }
    return there.size === 0 ? null : { lacks: (needle) => within(needle).some((anchor) => !there.has(anchor)) };
  };
}

/** Whether bytes lie at a place of the buffer, and end before another. */
function lies(bytes: Uint8Array, buffer: Buffer, from: number, end: number): boolean {
  return from >= 0 && from + bytes.length <= end && bytes.every((byte, index) => buffer[from + index] === byte);
}

/** At least one needle, or a part of one, of each group; the rarer by its looks where there is a choice. */
function anchorsOf(needles: Needles): readonly string[] {
  const found: string[] = [];
  for (const group of [...needles].sort((a, b) => a.length - b.length)) {
    if (group.some((needle) => found.some((anchor) => needle.includes(anchor)))) continue;
    const [rarest] = [...group].sort((a, b) => rarity(b) - rarity(a));
    if (rarest !== undefined) found.push(rarest);
  }
  return found.filter((anchor) => !found.some((other) => other !== anchor && anchor.includes(other)));
}

function rarity(needle: string): number {
  return needle.length + (/\d/.test(needle) ? 20 : 0) + (/[A-Z_]/.test(needle) ? 3 : 0);
}

/** What is known of words, as the machine reads them. */
interface Words {
  /** The bits of the runs whose first two bytes they are, from one side or the other; eight bits further, whose next two. */
  readonly bits: Uint16Array;
  /** The anchors that hold such a run, and how many bytes of them lie before the word. */
  readonly anchorsBy: ReadonlyMap<number, readonly Place[]>;
}

interface Place {
  readonly anchor: string;
  readonly bytes: Uint8Array;
  readonly before: number;
}

/** The bit of runs that are too short for a second word: any will do. */
const short = 1;

function wordsOf(anchors: readonly string[]): Words {
  const bits = new Uint16Array(2 ** 16).fill(short << 8);
  const anchorsBy = new Map<number, readonly Place[]>();
  const bitOf = new Map<string, number>();
  for (const anchor of anchors) {
    const bytes = Buffer.from(anchor, 'latin1');
    const length = bytes.length < 5 ? 3 : 5;
    // Many hold a run that was chosen for another.
    const run = runsOf(anchor, length).find((each) => bitOf.has(each)) ?? rarestOf(anchor, length);
    const bit = bitOf.get(run) ?? (length < 5 ? short : 2 << (bitOf.size % 7));
    bitOf.set(run, bit);
    const begin = anchor.indexOf(run);
    for (const before of [begin, begin + 1]) {
      const first = wordAt(bytes, before);
      bits[first] = (bits[first] ?? 0) | bit;
      anchorsBy.set(first, [...(anchorsBy.get(first) ?? []), { anchor, bytes, before }]);
      if (bit === short) continue;
      const second = wordAt(bytes, before + 2);
      bits[second] = (bits[second] ?? 0) | (bit << 8);
    }
  }
  return { bits, anchorsBy };
}

function wordAt(bytes: Uint8Array, at: number): number {
  return new Uint16Array(Uint8Array.from(bytes.subarray(at, at + 2)).buffer)[0] ?? 0;
}

function runsOf(anchor: string, length: number): string[] {
  return Array.from({ length: anchor.length - length + 1 }, (_, from) => anchor.slice(from, from + length));
}

/** The run of so many bytes in an anchor that is seen least. */
function rarestOf(anchor: string, length: number): string {
  const [rarest = ''] = runsOf(anchor, length).sort((one, other) => commonness(one) - commonness(other));
  return rarest;
}

/** What sources are full of. */
const everyday =
  'export import from const return function async await string number boolean undefined Promise response request ' +
  'message error Error not found session Session resource Resource prompt Tool transport context content implement simple ' +
  'read call list expect exist';

/** The letters of English from the one seen most. */
const letters = ' etaoinsrlcdupmfghbyvwkjxqz';

/** How often the pieces of a run are seen of which one begins at an even place: as often as the more common one. */
function commonness(run: string): number {
  const pieces = run.length < 5 ? [run] : [run.slice(0, 4), run.slice(1)];
  const seen = (letter: string): number => (letters.includes(letter) ? letters.indexOf(letter) : letters.length);
  const rarity = (piece: string): number => [...piece].reduce((sum, letter) => sum + seen(letter), 0);
  return Math.max(...pieces.map((piece) => (everyday.includes(piece) ? 1000 : 0) - rarity(piece)));
}
