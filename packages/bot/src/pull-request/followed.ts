// Decisions that people keep in comments, on their way into a plan.

import {
  answerTyped,
  type Decision,
  decisionOn,
  decisionsPlace,
  decisionsText,
  type Plan,
  plannedText,
  type PlannedFinding,
  takes,
} from '@resession/engine';
import { type Command, names } from './commands.ts';
import type { Heard } from './heard.ts';
import { repliesTo, type Reply } from './replies.ts';

/** A plan that does what people have said under a pull request. */
export interface Followed {
  readonly plan: Plan;
  /** All that is in force in it: those of the tree, and those of comments over them. */
  readonly decisions: readonly Decision[];
  /** Whether the tree lacks some of them. */
  readonly fresh: boolean;
  readonly replies: readonly Reply[];
}

export interface Planning {
  /** What the tree holds already. */
  readonly committed: readonly Decision[];
  plan(decisions: readonly Decision[]): Promise<Plan>;
  /** The story of a finding, as plain text. */
  explained(finding: PlannedFinding): string;
}

type Decide = Extract<Command, { kind: 'decide' }>;

/** A decision may bring up a site that another one is about. */
const mostPlans = 3;

/** Plans once where nobody decides in a comment, else until every decision that can be followed is. */
export async function planFollowing(heard: Heard | null, { committed, plan, explained }: Planning): Promise<Followed> {
  const decides = (heard?.said ?? []).flatMap(({ command }) => (command.kind === 'decide' ? [command] : []));
  const seen = new Map<string, PlannedFinding>();
  // What is decided anew has to be seen as if nobody had, with its choices.
  let decisions: readonly Decision[] = committed.filter(({ id }) => !decides.some((each) => names(each.id, id)));
  for (let planned = 1; ; planned += 1) {
    const made = await plan(decisions);
    for (const finding of made.findings) if (!seen.has(finding.id)) seen.set(finding.id, finding);
    const findings = [...seen.values()];
    const next = merged(committed, decides, findings);
    if (planned === mostPlans || same(next, decisions)) {
      const replies = heard === null ? [] : repliesTo(heard, findings, explained);
      return { plan: made, decisions, fresh: !same(decisions, committed), replies };
    }
    decisions = next;
  }
}

/** The plan with the decisions as a part of its change, so that merging keeps them. `before`: the file as it is; null for none. */
export function withDecisions({ plan, decisions, fresh }: Followed, before: string | null): Plan {
  if (!fresh) return plan;
  const file = plannedText(decisionsPlace, 'manifest', before, decisionsText(decisions));
  return { ...plan, files: [...plan.files, file] };
}

/** Where a comment cannot be followed, what was committed stands. The last word on a site counts. */
function merged(
  committed: readonly Decision[],
  decides: readonly Decide[],
  findings: readonly PlannedFinding[],
): readonly Decision[] {
  const all = new Map(committed.map((decision) => [decision.id, decision]));
  for (const { id, answer: typed, why } of decides) {
    const [finding, ...others] = findings.filter((each) => names(id, each.id));
    const answer = { ...answerTyped(typed), ...(why !== undefined && { why }) };
    if (finding === undefined || others.length > 0 || !takes(finding, answer)) continue;
    const decision = decisionOn(finding, answer);
    const earlier = all.get(finding.id);
    // Said again without its reason, it keeps it.
    const again = earlier?.answer === decision.answer && earlier.choice === decision.choice && why === undefined;
    all.set(finding.id, again ? earlier : decision);
  }
  return [...all.values()];
}

function same(one: readonly Decision[], other: readonly Decision[]): boolean {
  return decisionsText(one) === decisionsText(other);
}
