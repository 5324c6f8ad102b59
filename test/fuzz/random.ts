// Random numbers that a seed repeats.

/** A source of chance. */
export interface Chance {
  /** From 0 up to, not including, `below`. */
  int(below: number): number;
  /** True in so many of a hundred cases. */
  percent(share: number): boolean;
  /** One of these; throws where there is none. */
  of<Item>(items: readonly Item[]): Item;
}

/** From 0 up to, but not, 1: the same numbers for the same seed, on every machine (mulberry32, by Tommy Ettinger, in the public domain). */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Seeded. */
export function chance(seed: number): Chance {
  const next = mulberry32(seed);
  const int = (below: number): number => Math.floor(next() * below);
  return {
    int,
    percent: (share) => int(100) < share,
    of: (items) => {
      const item = items[int(items.length)];
      if (item === undefined) throw new RangeError('nothing to choose from');
      return item;
    },
  };
}
