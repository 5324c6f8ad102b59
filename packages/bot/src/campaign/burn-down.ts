// How many repositories were left at which time.

export interface Point {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly left: number;
}

/** More points say no more to a reader. */
const mostPoints = 120;

/** From the plan to now, or to the end where nothing is left. `ends` are the times at which one came to an end. */
export function burnDown(all: number, begin: number, ends: readonly number[], now: number): readonly Point[] {
  const sorted = [...ends].sort((one, other) => one - other);
  const last = sorted.at(-1) ?? begin;
  const until = Math.max(begin, sorted.length === all ? last : now);
  const steps = Math.min(mostPoints, Math.max(1, Math.ceil((until - begin) / 1000)));
  const points: Point[] = [{ at: begin, left: all }];
  let ended = 0;
  for (let step = 1; step <= steps; step += 1) {
    const at = step === steps ? until : Math.round(begin + ((until - begin) * step) / steps);
    while (ended < sorted.length && (sorted[ended] ?? Infinity) <= at) ended += 1;
    points.push({ at, left: all - ended });
  }
  return points;
}
