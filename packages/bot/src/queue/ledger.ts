// How many calls were made in the last minute and hour, and whether a visit more would be too many.

import type { Pace } from './queue.ts';

/** Calls of a visit, all taken for made when it ended: the latest that they can have been. */
export interface Spent {
  /** Milliseconds. */
  readonly at: number;
  readonly writes: number;
}

/** Milliseconds. */
export interface Clockwork {
  /** A second, less than 1000 in tests only. */
  readonly second: number;
  readonly now: number;
}

/**
 * When one more visit may begin, in milliseconds; `Infinity`: not before one ends that is at work. What is at work counts with
 * all that it may do (`reserved`), in every window: so no minute and no hour, wherever it begins, holds more than the pace.
 */
export function freeAt(
  spent: readonly Spent[],
  reserved: number,
  { minute, hour, visit }: Pace,
  { second, now }: Clockwork,
): number {
  const windows = [
    { length: 60 * second, most: minute },
    { length: 3600 * second, most: hour },
  ];
  return Math.max(now, ...windows.map(({ length, most }) => freeIn(spent, most - reserved - visit, length, now)));
}

function freeIn(spent: readonly Spent[], room: number, length: number, now: number): number {
  if (room < 0) return Infinity;
  const inside = spent.filter(({ at }) => at > now - length).sort((one, other) => other.at - one.at);
  let sum = 0;
  for (const { at, writes } of inside) {
    sum += writes;
    // This one and all before it have to be out of the window first.
    if (sum > room) return at + length;
  }
  return now;
}

/** Without what no window holds any more. */
export function stillCounting(spent: readonly Spent[], { second, now }: Clockwork): readonly Spent[] {
  return spent.filter(({ at, writes }) => writes > 0 && at > now - 3600 * second);
}
