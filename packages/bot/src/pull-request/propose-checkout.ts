// What `migrate pr` and the Action have in common: from a checkout, and a way to plan in it, to what came of its pull request.

import { bucketOf, type Decision, type Host, type Plan } from '@resession/engine';
import { needlesById } from '@resession/transforms/needles';
import { gitHub } from '../github/github.ts';
import type { Place } from '../github/place.ts';
import { redacting } from '../passing.ts';
import type { Step } from './grow.ts';
import { type Keeping, keepPullRequest } from './keep.ts';
import type { Outcome } from './outcome.ts';

/** What is proposed where, and how. */
export interface Proposing extends Omit<Keeping, 'plan' | 'steps' | 'tellOnly'> {
  readonly place: Place;
  readonly api: URL;
  readonly userAgent: string;
  /** A commit for each codemod, where the branch is new. */
  readonly createCommits: boolean;
  readonly dryRun: boolean;
  /** Is told of each call that creates content; of a dry run's, which it would make. */
  readonly onWrite?: () => void;
}

/** What came of it, the plan (null where none was needed), and what a dry run would have done. */
export interface Proposed {
  readonly outcome: Outcome;
  readonly plan: Plan | null;
  readonly would: readonly string[];
}

/** Plans with these decisions; with some of the codemods only, or with those that the run is about. */
export type PlanWith = (decisions: readonly Decision[], only?: readonly string[]) => Promise<Plan>;

/** Plans and proposes. Throws `ResessionError` where the host or the remote cannot be worked with. */
export async function proposeCheckout(
  { place, api, userAgent, createCommits, dryRun, onWrite, ...keeping }: Proposing,
  planWith: PlanWith,
  host: Host,
): Promise<Proposed> {
  const { token, redact } = keeping;
  const would: string[] = [];
  const tell: Keeping['tellOnly'] = (each, of) => {
    would.push(each);
    if (of === 'api') onWrite?.();
  };
  let made: Plan | null = null;
  const whole: Keeping = {
    ...keeping,
    plan: async (decisions) => (made = await planWith(decisions)),
    steps: (plan, decisions) => stepsOf(plan, createCommits, (only) => planWith(decisions, only)),
    tellOnly: dryRun ? tell : null,
  };
  const outcome = await redacting(redact, async () => {
    const codeHost = await gitHub(place, { api, token, redact, userAgent, ...(onWrite && { onWrite }) });
    return keepPullRequest(whole, codeHost, host);
  });
  return { outcome, plan: made, would };
}

/** For each codemod what comes of it and of those before it; the last step is the whole plan, whatever they come to. */
async function stepsOf(
  plan: Plan,
  createCommits: boolean,
  planFor: (only: readonly string[]) => Promise<Plan>,
): Promise<readonly Step[]> {
  const subject = 'Know that the MCP session expired, instead of guessing it';
  const fixes = plan.findings.filter((finding) => bucketOf(finding) === 'fix');
  const codemods = [...needlesById.keys()].filter((id) => fixes.some(({ codemod }) => codemod === id));
  if (!createCommits || codemods.length < 2) return [{ subject, plan }];
  const steps: Step[] = [];
  for (const [at, codemod] of codemods.entries()) {
    const last = at === codemods.length - 1;
    steps.push({
      subject: `${codemod}: MCP session expiry`,
      plan: last ? plan : await planFor(codemods.slice(0, at + 1)),
    });
  }
  return steps;
}
