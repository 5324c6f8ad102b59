// What a branch of ours needs to hold the plan: nothing, our commits, or a commit on top of what is there. It is only added to.

import type { Plan } from '@resession/engine';
import { type Author, carriedOver, commitOf, contains, together, treeIn, treeOf } from '../git/objects.ts';
import type { Workshop } from '../git/workshop.ts';

/** What is to be on the branch. */
export interface Wanted {
  /** The tip of the base. */
  readonly base: string;
  /** Commits of a new branch in their order, each with all of the ones before it; the last one is the whole plan. */
  readonly steps: readonly Step[];
  /** See `planName`. */
  readonly name: string;
  readonly author: Author;
  /** Where the root of the plan lies in the repository: '' or a path that ends in a slash. */
  readonly under: string;
}

/** One commit: its subject, and the tree it leads to, as a plan on the base. */
export interface Step {
  readonly subject: string;
  readonly plan: Plan;
}

export type Grown =
  /** It holds the plan, and what it shows against the base is right. */
  | { readonly kind: 'same' }
  /** `ours` is the commit in it that holds what is ours and nothing else: what others did is told from it by that. */
  | { readonly kind: 'grown'; readonly commit: string; readonly ours: string }
  | { readonly kind: 'conflict' }
  /** Somebody has written its history anew: nobody knows what of it was ours. */
  | { readonly kind: 'foreign' };

/** A branch that is not there yet. */
export async function fresh(workshop: Workshop, wanted: Wanted): Promise<string> {
  const { base, steps, name, author, under } = wanted;
  let [commit, tree] = [base, await treeIn(workshop, base)];
  for (const { subject, plan } of steps) {
    const next = await treeOf(workshop, base, plan, under);
    // A codemod that only prepares for another one changes nothing by itself.
    if (next === tree) continue;
    commit = await commitOf(workshop, next, [commit], message(subject, name), author);
    tree = next;
  }
  return commit;
}

/** A branch that is there, at `tip`; `ours` is the last commit in it that holds nothing but ours, if anybody knows. */
export async function grow(workshop: Workshop, wanted: Wanted, tip: string, ours: string | null): Promise<Grown> {
  const { base, name, author, under } = wanted;
  const last = wanted.steps.at(-1);
  if (last === undefined) return { kind: 'same' };
  const planned = await treeOf(workshop, base, last.plan, under);
  // What a merge would make of it, which is what the pull request shows.
  const shown = await together(workshop, tip, base);
  if (shown === planned) return { kind: 'same' };
  if (ours === null || !(await contains(workshop, tip, ours))) return { kind: 'foreign' };
  const [then, now] = [await treeIn(workshop, ours), await treeIn(workshop, tip)];
  const tree = then === now ? planned : await carriedOver(workshop, then, planned, now);
  if (tree === null) return { kind: 'conflict' };
  if (tree === shown) return { kind: 'same' };
  const commit = async (of: string, ...parents: readonly string[]): Promise<string> =>
    commitOf(workshop, of, parents, message(last.subject, name), author);
  const merged = (await contains(workshop, ours, base)) ? [ours] : [ours, base];
  const next = await commit(planned, ...merged);
  // Beside the commits of others it is a line of its own, which meets theirs in a merge.
  return { kind: 'grown', commit: tip === ours ? next : await commit(tree, tip, next), ours: next };
}

/** The trailer is for people who look where a commit comes from. */
function message(subject: string, name: string): string {
  return `${subject}\n\nMade by resession: the code asks whether the session expired, instead of guessing it.\n\nResession-Plan: ${name}\n`;
}
