// A quick look at a condition: what has to be so for it to have gone blind. Most conditions fall out here, on the few rows at
// hand, and are not asked about any other.

import { fullClosureOf } from '../recogniser/names/closure.ts';
import { leavesOf, type Formula } from '../recogniser/vector/condition.ts';
import type { Observation } from '../recogniser/vector/observe.ts';
import { sourceOf } from '../scopes.ts';
import { contains } from './made-of.ts';
import { observed, type Asked } from './moved-condition.ts';
import type { MovedRow } from './moved-rows.ts';
import type { Twins } from './twins.ts';

/** False where no leaf says anything else today of the rows at hand. */
export function mayBeBlind(asked: Asked, twins: Twins, rows: readonly MovedRow[]): boolean {
  const twin = twins.of(asked);
  if (twin === undefined) return false;
  if (comesAgain(asked)) return true;
  const [leaves, others] = [leavesOf(asked.formula), leavesOf(twin.formula)];
  return rows.some((row) => {
    const then = observed(asked, row.then());
    return then.reached && leavesThatDiffer(leaves, others, then, observed(twin, row.now())).length > 0;
  });
}

/** Where a condition comes by itself again, what is taken for granted of one leaf can turn another. */
function comesAgain({ source, formula: { node } }: Asked): boolean {
  return fullClosureOf(source, node).some(
    (part) => part !== node && (sourceOf(part) ?? source) === source && contains(part, node),
  );
}

/** The leaves that said yes or no and say something else today. */
export function leavesThatDiffer(
  leaves: readonly Formula[],
  twins: readonly Formula[],
  then: Observation,
  now: Observation,
): readonly Formula[] {
  return leaves.filter(({ node }, index) => {
    const [old, other] = [then.truths.get(node), twins[index]];
    return other !== undefined && decided(old) && old !== now.truths.get(other.node);
  });
}

/** True for a plain yes or no. */
export function decided(truth: string | undefined): boolean {
  return truth === 'true' || truth === 'false';
}
