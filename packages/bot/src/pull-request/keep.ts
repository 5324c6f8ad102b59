// The whole way of `migrate pr`: what people have said under the open pull request comes first, then the plan, then its proposal.

import { type Decision, decisionsPlace, type Host, ownText, type Plan, readDecisions } from '@resession/engine';
import { placeInCheckout } from './checkout.ts';
import type { CodeHost } from './code-host.ts';
import { tellingHost } from './dry-run.ts';
import { planFollowing, type Planning, withDecisions } from './followed.ts';
import type { Step } from './grow.ts';
import { closeAsAsked, hear } from './heard.ts';
import { withLockfiles } from './lockfile.ts';
import type { Outcome } from './outcome.ts';
import { type Proposal, propose } from './propose.ts';

/** What is kept right, and how. */
export interface Keeping
  extends Omit<Proposal, 'plan' | 'steps' | 'heard' | 'replies'>, Pick<Planning, 'plan' | 'explained'> {
  /** Of the checkout, absolute. */
  readonly root: string;
  /** Bring the lockfile of npm up to date with it. */
  readonly lockfiles: boolean;
  /** The commits of a new branch, which lead to this plan, with the decisions it was made with. */
  steps(plan: Plan, decisions: readonly Decision[]): Promise<readonly Step[]>;
}

/** Opens the pull request, brings it up to date or closes it. Throws `ResessionError`. */
export async function keepPullRequest(keeping: Keeping, codeHost: CodeHost, host: Host): Promise<Outcome> {
  const { root, scope, base, tellOnly, plan: planWith, explained } = keeping;
  const under = await placeInCheckout(root, host);
  const heard = await hear(codeHost, { under, scope, base });
  const closed =
    heard === null ? null : await closeAsAsked(heard, tellOnly === null ? codeHost : tellingHost(codeHost, tellOnly));
  if (closed !== null) return closed;
  const committed = readDecisions(root, host);
  const followed = await planFollowing(heard, { committed, plan: planWith, explained });
  const locked = keeping.lockfiles ? await withLockfiles(followed.plan, host) : followed.plan;
  const plan = withDecisions({ ...followed, plan: locked }, ownText(root, decisionsPlace, host));
  const steps = await keeping.steps(plan, followed.decisions);
  const { replies } = followed;
  return propose({ ...keeping, plan, steps, replies, heard: heard?.pull ?? null }, codeHost, host);
}
