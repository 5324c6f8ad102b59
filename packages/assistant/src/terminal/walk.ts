// A review under way: what it stands on, where it is, and how it plans anew.

import { kindOf, ResessionError, type Decision, type Host, type Plan, type PlannedFinding } from '@resession/engine';
import type { Colors } from '../colors.ts';
import { inReadingOrder } from '../reading-order.ts';
import { visible } from '../visible.ts';
import { planned, type Review } from './answering.ts';
import type { Keys } from './keys.ts';
import { folded } from './walk-text.ts';
import { whatChanged } from './what-changed.ts';

/** What the review stands on. */
export interface Stage {
  readonly host: Host;
  readonly keys: Keys;
  readonly colors: Colors;
  write(text: string): void;
  /** Of the terminal, as it is now. */
  size(): { readonly columns: number; readonly rows: number };
  /** A plan of what is there now, under the decisions as they are kept, with `previews`. */
  plan(): Promise<Plan>;
  /** A plan of this one decision and nothing else. */
  alone(decision: Decision): Promise<Plan>;
  /** Opens a file (absolute) in the editor and waits. Null where all went well, else what went wrong. */
  open(file: string, line: number): Promise<string | null>;
  /** Runs work that is to come to its end, whatever is pressed. */
  hold<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Whether it is to end: Ctrl-C was pressed while something was held. */
  stopped(): boolean;
}

/** A review under way. */
export interface Walk {
  plan: Plan;
  review: Review;
  /** Files that the person wrote, by the run that wrote them last. */
  readonly runs: Map<string, string>;
}

/** What is work, or was until somebody decided. A swap that was left is no work by itself: what needed it waits now. */
export function sitesOf({ findings, project }: Plan, decisions: readonly Decision[]): readonly PlannedFinding[] {
  const decided = new Set(decisions.map(({ id }) => id));
  const work = findings.filter((finding) => kindOf(finding) !== null || decided.has(finding.id));
  return inReadingOrder(work, project.packages);
}

/** Plans anew, and says what that changed beside the site that was answered. */
export async function planAgain(walk: Walk, stage: Stage, answered: string | null): Promise<void> {
  const before = walk.review.sites;
  if (stage.stopped()) return;
  walk.plan = await stage.plan();
  const sites = sitesOf(walk.plan, walk.review.decisions);
  for (const sentence of whatChanged(before, sites, answered)) say(stage, sentence);
  walk.review = planned(walk.review, sites);
}

/** A terminal without a size says 0. */
export function widthOf(stage: Stage): number {
  const { columns } = stage.size();
  return columns === 0 ? 80 : Math.max(20, columns);
}

/** What people can mend is told; the review goes on. */
export function told(error: unknown, stage: Stage): boolean {
  if (!(error instanceof ResessionError)) throw error;
  say(stage, `${error.what}: ${error.where}. ${error.next}`);
  return false;
}

/** A sentence of the review's own. */
export function say(stage: Stage, sentence: string): void {
  stage.write(folded(visible(sentence), widthOf(stage)));
}
