// What a person decided about a finding, as it is kept between runs. It names the finding by its id, which survives edits elsewhere.

import type { Decided } from '@resession/transforms/lib';
import type { PlannedFinding } from './plan.ts';

/** Make this fix, leave this site as it is (of any kind), or take this choice of an ask. */
export interface Decision extends Omit<Decided, 'messageId'> {
  readonly id: string;
  /** For whoever reads the decisions: the finding is found by its id. */
  readonly codemod: string;
  readonly path: string;
  readonly message: string;
  /** How many sites were alike when it was made; absent of the only one. With another number the id is of another site. */
  readonly alike?: number;
}

/** What is answered about a finding. */
export type Answer = Pick<Decision, 'answer' | 'choice' | 'why'>;

/** The answer as a decision. Throws a `TypeError` for an answer that the finding does not take; see `takes`. */
export function decisionOn(finding: PlannedFinding, { answer, choice, why }: Answer): Decision {
  const kind = kindOf(finding);
  if (kind === null || !takes(finding, { answer, ...(choice !== undefined && { choice }) }))
    throw new TypeError(`a ${finding.kind} takes no such answer: ${answer} ${choice ?? ''}`.trim());
  const { id, codemod, path, message, alike } = finding;
  return {
    id,
    codemod,
    path,
    kind,
    message,
    answer,
    ...(answer === 'choose' && choice !== undefined && { choice }),
    ...(why !== undefined && why !== '' && { why }),
    ...(alike !== undefined && { alike }),
  };
}

/** Whether as many sites are alike as when it was made, so that the id still means the same one. */
export function amongAsMany(decision: Pick<Decision, 'alike'>, finding: Pick<PlannedFinding, 'alike'>): boolean {
  return (decision.alike ?? 1) === (finding.alike ?? 1);
}

/** Whether a finding can be answered so: a fix is made or left, an ask chosen or left, a todo left. */
export function takes(finding: PlannedFinding, { answer, choice }: Answer): boolean {
  const kind = kindOf(finding);
  if (answer === 'leave') return kind !== null;
  if (answer === 'make') return kind === 'fix';
  // A choice that was taken is told without the others.
  return kind === 'ask' && (finding.decided !== undefined || finding.choices?.some(({ id }) => id === choice) === true);
}

/** An answer as it is typed: `make`, `leave`, or the id of a choice. Whether the finding takes it says `takes`. */
export function answerTyped(typed: string): Answer {
  return typed === 'make' || typed === 'leave' ? { answer: typed } : { answer: 'choose', choice: typed };
}

/** All that may be typed as an answer to a finding; nothing where it is no work. */
export function answersTo(finding: PlannedFinding): readonly string[] {
  const kind = kindOf(finding);
  if (kind === null) return [];
  return [...(kind === 'fix' ? ['make'] : []), 'leave', ...(finding.choices ?? []).map(({ id }) => id)];
}

/** What a finding is while nobody has decided; null for what is no work. */
export function kindOf({ decided, kind }: Pick<PlannedFinding, 'decided' | 'kind'>): Decided['kind'] | null {
  return decided?.kind ?? (kind === 'skip' ? null : kind);
}
