// Chance that comes out the same on every machine.

import { mulberry32 } from '../fuzz/random.ts';

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
  const next = mulberry32(seed);
  return {
    next,
    percent: (of) => next() * 100 < of,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
  };
}
