// Chance that comes out the same on every machine: mulberry32, by Tommy Ettinger, in the public domain.

export interface Chance {
  /** From 0 up to, but not, 1. */
  next(): number;
  /** Whether something happens that does so many times in a hundred. */
  percent(of: number): boolean;
  /** A whole number. */
  between(least: number, most: number): number;
}

/** Seeded. */
export function chance(seed: number): Chance {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    percent: (of) => next() * 100 < of,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
  };
}
