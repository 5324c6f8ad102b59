// What came of a visit as a campaign remembers it: one word of a short list, and what a person would want to know.

import type { Hindrance, Named } from '../pull-request/outcome.ts';
import type { Visited } from '../visit/visit.ts';

export type ResultKind = keyof typeof kinds;

interface Kind {
  /** As a table has it. */
  readonly label: string;
  /** It uses up the budget. */
  readonly failing: boolean;
  /** Somebody has to look before it can go on. */
  readonly left: boolean;
}

/** Every word, in the order in which they are told. */
export const kinds = {
  'to-do': { label: 'to be proposed', failing: false, left: false },
  opened: { label: 'pull request opened', failing: false, left: false },
  updated: { label: 'pull request brought up to date', failing: false, left: false },
  unchanged: { label: 'pull request is as it should be', failing: false, left: false },
  closed: { label: 'pull request closed, nothing is left', failing: false, left: false },
  nothing: { label: 'nothing to do', failing: false, left: false },
  declined: { label: 'declined by its people', failing: false, left: false },
  same: { label: 'another name of one on the list', failing: false, left: false },
  archived: { label: 'archived', failing: false, left: false },
  disabled: { label: 'disabled', failing: false, left: false },
  empty: { label: 'empty', failing: false, left: false },
  stopped: { label: 'stopped, a person has to look', failing: false, left: true },
  gone: { label: 'not there', failing: false, left: true },
  forbidden: { label: 'no permission', failing: true, left: true },
  refused: { label: 'push refused', failing: true, left: true },
  limited: { label: 'limited by the host', failing: true, left: true },
  'too-much': { label: 'out of bounds', failing: true, left: true },
  failed: { label: 'failed', failing: true, left: true },
} as const satisfies Readonly<Record<string, Kind>>;

export const resultKinds = Object.keys(kinds) as readonly ResultKind[];

export interface Result {
  readonly kind: ResultKind;
  readonly pullRequest: Named | null;
  /** What went wrong, or did not work beside it; '' where nothing did. Foreign words are among them. */
  readonly why: string;
  /** What a person can do about it; '' where there is nothing to do. */
  readonly next: string;
  /** Content-creating calls that were made for it. */
  readonly writes: number;
}

/** A result with its words. */
export function result(kind: ResultKind, more: Partial<Omit<Result, 'kind'>> = {}): Result {
  return { kind, pullRequest: null, why: '', next: '', writes: 0, ...more };
}

/** No more is kept of what a server or a program has said. */
const longest = 500;

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

const bounds = { time: 'it took too long', memory: 'it took too much memory', disk: 'it took too much disk' } as const;

/** What came of a visit. `looking`: it was a dry run, so what it says it has done is to be done. */
export function resultOf(visited: Visited, looking: boolean): Result {
  try {
    const came = understood(visited, looking);
    if (came.kind in kinds) return came;
  } catch {
    // One that cannot be read must not end whoever conducts, at each start anew.
  }
  return result('failed', {
    why: 'what came of it cannot be read here',
    next: 'Let the whole crew have the version that conducts.',
  });
}

function understood(visited: Visited, looking: boolean): Result {
  switch (visited.kind) {
    case 'too-much':
      return result('too-much', {
        why: bounds[visited.bound],
        next: 'Migrate it by hand, in a checkout: npx resession pr.',
      });
    case 'failed': {
      const { what, where, next, wait, writes } = visited;
      const why = cut(where === '' ? what : `${what} (${where})`);
      return result(wait === null ? 'failed' : 'limited', { why, next: cut(next), writes });
    }
    case 'outcome':
      return { ...ofOutcome(visited.outcome, looking), writes: looking ? 0 : visited.writes };
  }
}

function ofOutcome(outcome: Extract<Visited, { kind: 'outcome' }>['outcome'], looking: boolean): Result {
  switch (outcome.kind) {
    case 'nothing':
      return result('nothing');
    case 'declined':
      return result('declined', {
        pullRequest: outcome.pullRequest,
        next: 'A comment there takes that back: /resession retry.',
      });
    case 'stopped': {
      const { hindrance, why, next, pullRequest } = outcome;
      return result(hindered[hindrance] ?? 'stopped', { why: cut(why), next: cut(next), pullRequest });
    }
    default: {
      const { kind, pullRequest, notes } = outcome;
      const why = cut(notes.join('; '));
      return result(looking && kind !== 'unchanged' ? 'to-do' : kind, { pullRequest, why });
    }
  }
}

/** Hindrances with a word of their own. */
const hindered: Readonly<Partial<Record<Hindrance, ResultKind>>> = {
  archived: 'archived',
  empty: 'empty',
  'push-refused': 'refused',
};
