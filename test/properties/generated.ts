// Runs a property on generated cases. `RESESSION_SEED` says which cases, `RESESSION_RUNS` says how many cases each property gets;
// `npm run test:properties` sets them.

import fc from 'fast-check';
import { test } from 'vitest';

/** The check takes the same cases every time, so that it says something about the change at hand; the script draws new ones. */
const everyday = 21;
const seed = Number(process.env['RESESSION_SEED'] ?? everyday);
const asked = Number(process.env['RESESSION_RUNS'] ?? 0);

/** How long a failure is made smaller, in milliseconds. */
const shrinking = 15_000;

/** A property fails where it throws. */
export interface Property<Case> {
  readonly name: string;
  /** How many, unless the environment says otherwise. */
  readonly cases: number;
  readonly of: fc.Arbitrary<Case>;
  holds(each: Case): void | Promise<void>;
  /** How a case reads in a report. */
  show(each: Case): string;
  /** What else was counted; after all cases. */
  tell?(): string;
}

/** Makes the property a test. The smallest case that breaks it is shown as text, with what repeats it. */
export function property<Case>({ name, cases, of, holds, show, tell }: Property<Case>): void {
  const runs = asked > 0 ? asked : cases;
  test(`${name} (${runs} cases, seed ${seed})`, { timeout: 1_800_000 }, async () => {
    const began = performance.now();
    const timed = fc.asyncProperty(of, bounded(holds));
    const failed = await fc.check(timed, { seed, numRuns: runs });
    const [smallest] = failed.counterexample ?? [];
    if (failed.failed && smallest !== undefined) {
      const why = failed.errorInstance instanceof Error ? failed.errorInstance.message : String(failed.errorInstance);
      throw new Error(
        `${why}\n\n${shown(show, smallest)}\nSeed ${seed}, after ${failed.numRuns} cases and ${failed.numShrinks} steps of shrinking.`,
      );
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log([`${name}: ${failed.numRuns} cases, seed ${seed}, ${seconds} s`, ...(tell ? [tell()] : [])].join('; '));
  });
}

/** A case may be such that it cannot be shown as far as that. */
function shown<Case>(show: (each: Case) => string, each: Case): string {
  try {
    return show(each);
  } catch (error) {
    return `${JSON.stringify(each, undefined, 1).replaceAll('\\n', '\n')}\n${String(error)}`;
  }
}

/** After the first failure smaller ones are looked for, but not for ever. */
function bounded<Case>(holds: Property<Case>['holds']): (each: Case) => Promise<void> {
  let until = Infinity;
  return async (each) => {
    if (performance.now() > until) return;
    try {
      await holds(each);
    } catch (error) {
      until = Math.min(until, performance.now() + shrinking);
      throw error;
    }
  };
}

/** Fails with what there should be none of. */
export function none(what: string, found: readonly string[]): void {
  if (found.length > 0) throw new Error(`${what}:\n${found.map((each) => `  ${each}`).join('\n')}`);
}
