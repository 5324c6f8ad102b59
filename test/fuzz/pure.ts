// Random inputs through the functions that only compute: edits, manifests, needles, prefilter, diffs.

import { manifestFault, readingFault } from './manifests.ts';
import { chance, type Chance } from './random.ts';
import { bytesFault, diffFault, editFault, needleFault } from './texts.ts';

/** By name; of ten cases each takes the named number. */
const kinds: readonly (readonly [string, number, (chance: Chance) => string | null])[] = [
  ['edits', 3, editFault],
  ['manifests', 3, manifestFault],
  ['manifests read', 1, readingFault],
  ['needles', 1, needleFault],
  ['prefilter', 1, bytesFault],
  ['diffs', 1, diffFault],
];
const turns = kinds.flatMap(([name, weight, fault]) => Array.from({ length: weight }, () => ({ name, fault })));

/** What came of random inputs. */
export interface PureTally {
  readonly cases: number;
  readonly faults: readonly string[];
}

/** Stops at so many cases, or seconds, or faults. Case `n` of a seed is the same however many there are. */
export function pureCampaign(seed: number, most: number, seconds: number, mostFaults = 20): PureTally {
  const until = performance.now() + seconds * 1000;
  const faults: string[] = [];
  let cases = 0;
  for (; cases < most && faults.length < mostFaults; cases += 1) {
    if (cases % 1000 === 0 && performance.now() > until) break;
    const turn = turns[cases % turns.length];
    const own = seed + cases;
    const why = turn === undefined ? null : triedAs(turn.fault, own);
    if (why !== null) faults.push(`${turn?.name ?? ''}, case ${String(own)}: ${why}`);
  }
  return { cases, faults };
}

function triedAs(fault: (chance: Chance) => string | null, seed: number): string | null {
  try {
    return fault(chance(seed));
  } catch (error) {
    return `throws ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}
