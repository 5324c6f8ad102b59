// What has become of a decision: whether its site is still there, and still what it was.

import type { Decision, Plan, PlannedFinding } from '@resession/engine';

/** `gone`: nothing like it is found any more, its site was written or edited. `unfit`: the site is of another kind now. */
export type DecisionState = 'in-force' | 'unfit' | 'gone';

export interface DecisionNow {
  readonly decision: Decision;
  readonly state: DecisionState;
  /** Why it does not fit; empty otherwise. */
  readonly why: string;
  /** Null where it is gone. */
  readonly site: PlannedFinding | null;
}

/** A decision by what a plan under all of them found over the whole root. */
export function decisionNow(decision: Decision, { findings }: Pick<Plan, 'findings'>): DecisionNow {
  const { id, codemod, path } = decision;
  const site =
    findings.find(({ claims = [] }) => claims.includes(id)) ??
    findings.find((each) => each.id === id && each.codemod === codemod && each.path === path);
  if (site === undefined) return { decision, state: 'gone', why: '', site: null };
  // A swap that was left is a plain skip: what needed it waits, so that nothing asks for it.
  const isLeft = decision.answer === 'leave' && site.kind === 'skip' && site.suppressed === undefined;
  if (site.decided !== undefined || isLeft) return { decision, state: 'in-force', why: '', site };
  return { decision, state: 'unfit', why: whyUnfit(decision, site), site };
}

function whyUnfit({ kind, choice, path }: Decision, site: PlannedFinding): string {
  if (site.suppressed !== undefined) return `a comment on line ${String(site.suppressed.line)} suppresses it`;
  if (site.claims !== undefined && site.path !== path) return `the same is in ${site.path} now; decide again about it`;
  if (site.claims !== undefined) return 'sites that were like it have come or gone; decide again about each';
  if (site.kind !== kind) return `it was ${words[kind]}, and is ${words[site.kind]} now`;
  return `the choice ${choice ?? ''} is not offered any more`;
}

const words = { fix: 'a fix', ask: 'a question', todo: 'a todo', skip: 'left alone' };
