// Batch after batch of mutants, until so many cases or so many seconds are through.

import { faultsOnDisk } from './on-disk.ts';
import { originals } from './originals.ts';
import { type Broken, caseOf, tryBatch } from './pipeline.ts';
import { chance } from './random.ts';

/** How far a campaign goes. */
export interface Bounds {
  readonly seed: number;
  readonly cases: number;
  readonly seconds: number;
  /** How many cases share a plan. */
  readonly batch: number;
  /** Of so many batches one is written to a disk as well. */
  readonly sample: number;
}

/** What came of it. */
export interface Tally {
  readonly cases: number;
  readonly found: number;
  readonly changed: number;
  readonly onDisk: number;
  readonly broken: readonly Broken[];
  /** Of the samples on a disk. */
  readonly faults: readonly string[];
}

/** The cases of a seed are the same however they are bounded. */
export async function campaign(bounds: Bounds, tell: (tally: Tally) => void = () => undefined): Promise<Tally> {
  const all = originals();
  const until = performance.now() + bounds.seconds * 1000;
  let tally: Tally = { cases: 0, found: 0, changed: 0, onDisk: 0, broken: [], faults: [] };
  for (let batch = 0; tally.cases < bounds.cases && performance.now() < until; batch += 1) {
    const drawn = chance(bounds.seed + batch);
    const size = Math.min(bounds.batch, bounds.cases - tally.cases);
    const cases = Array.from({ length: size }, (_, index) => caseOf(index, drawn.of(all), all, drawn));
    const { broken, changed, found } = await tryBatch(cases);
    const disk = batch % bounds.sample === 0 && broken.length === 0;
    tally = {
      cases: tally.cases + size,
      found: tally.found + found,
      changed: tally.changed + changed,
      onDisk: tally.onDisk + (disk ? size : 0),
      broken: [...tally.broken, ...broken],
      faults: [...tally.faults, ...(disk ? await faultsOnDisk(cases) : [])],
    };
    tell(tally);
  }
  return tally;
}
