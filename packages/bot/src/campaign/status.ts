// What a campaign has to say of itself, as data: the text, the page and the JSON of `migrate campaign status` all read this.

import { burnDown, type Point } from './burn-down.ts';
import type { LeftOut } from './campaign.ts';
import { kinds, type Result, type ResultKind, resultKinds } from './result.ts';
import { isOver, lastResult, type Row, type State, type Wave } from './state.ts';

export type Standing = 'not begun' | 'under way' | 'paused' | 'held' | 'stopped' | 'over';

export interface Status {
  readonly schema: 1;
  readonly id: string;
  readonly from: string;
  readonly standing: Standing;
  /** Why it does not go on by itself; '' where it does. */
  readonly why: string;
  readonly repositories: number;
  /** They came to an end, whatever it is. */
  readonly ended: number;
  /** Looked at, with something to propose, and not proposed yet. */
  readonly toPropose: number;
  readonly counts: readonly { readonly kind: ResultKind; readonly label: string; readonly count: number }[];
  readonly leftOut: LeftOut;
  /** Content-creating calls so far. */
  readonly writes: number;
  readonly waves: readonly WaveStatus[];
  readonly burnDown: readonly Point[];
  /** Those at which a person has to look. */
  readonly attention: readonly Told[];
  readonly pullRequests: readonly Told[];
  /** Where a name is not what it was, or one repository has two. */
  readonly renamed: readonly { readonly repo: string; readonly now: string }[];
}

export interface WaveStatus {
  /** `canary`, or `wave 1`. */
  readonly name: string;
  readonly size: number;
  readonly proposed: number;
  readonly ended: number;
  readonly looked: number;
  readonly failed: number;
  readonly over: boolean;
}

export interface Told {
  readonly repo: string;
  readonly kind: ResultKind;
  readonly label: string;
  readonly why: string;
  readonly next: string;
  readonly url: string;
}

/** Tells it. `now` in milliseconds. */
export function statusOf(state: State, now: number): Status {
  const { campaign, rows } = state;
  const all = [...rows.values()];
  const results = all.map((row) => [row, lastResult(row)] as const).filter(isEnded);
  const counts = resultKinds
    .map((kind) => ({ kind, label: kinds[kind].label, count: results.filter(([, each]) => each.kind === kind).length }))
    .filter(({ count }) => count > 0);
  return {
    schema: 1,
    id: campaign.id,
    from: campaign.from,
    standing: standingOf(state),
    why: whyOf(state),
    repositories: all.length,
    ended: results.length,
    toPropose: all.filter(({ look, proposal }) => look?.kind === 'to-do' && proposal === null).length,
    counts,
    leftOut: campaign.leftOut,
    writes: results.reduce((sum, [, { writes }]) => sum + writes, 0),
    waves: [...state.waves, ...(state.wave.from < state.order.length ? [state.wave] : [])].map((wave) =>
      waveStatus(wave, wave !== state.wave || isOver(state)),
    ),
    burnDown: burnDown(
      all.length,
      Date.parse(campaign.made),
      results.map(([{ at }]) => at ?? now),
      now,
    ),
    attention: results.filter(([, { kind }]) => kinds[kind].left).map(told),
    pullRequests: results.filter(([, { pullRequest }]) => pullRequest !== null).map(told),
    renamed: all.filter(({ repo, now: name }) => name !== repo).map(({ repo, now: name }) => ({ repo, now: name })),
  };
}

function isEnded(each: readonly [Row, Result | null]): each is readonly [Row, Result] {
  return each[1] !== null;
}

function standingOf(state: State): Standing {
  if (isOver(state)) return 'over';
  if (state.stopped !== null) return 'stopped';
  if (state.held) return 'held';
  if (state.paused) return 'paused';
  return [...state.rows.values()].every(({ look }) => look === null) ? 'not begun' : 'under way';
}

function whyOf({ stopped, held, paused, waves }: State): string {
  if (stopped !== null)
    return `${String(stopped.failed)} ${stopped.of} of this wave have failed, and its budget is ${String(stopped.most)}`;
  if (held)
    return `the canary is over (${String(waves[0]?.members.length ?? 0)} to look at), and nobody has said yet whether it goes on`;
  return paused ? 'somebody has paused it' : '';
}

function waveStatus(wave: Wave, over: boolean): WaveStatus {
  const { number, size, members, open, from, to, failedLooks, failedProposals } = wave;
  return {
    name: number === 0 ? 'canary' : `wave ${String(number)}`,
    size,
    proposed: members.length,
    ended: members.length - open,
    looked: to - from,
    failed: failedLooks + failedProposals,
    over,
  };
}

function told([{ now, repo }, { kind, why, next, pullRequest }]: readonly [Row, Result]): Told {
  const name = now === repo ? repo : `${now} (listed as ${repo})`;
  return { repo: name, kind, label: kinds[kind].label, why, next, url: pullRequest?.url ?? '' };
}

/** Those that `--again failed` starts anew, by the names under which they were listed. */
export function failedOnes(state: State): readonly string[] {
  return [...state.rows.values()].flatMap((row) => {
    const last = lastResult(row);
    return last !== null && kinds[last.kind].left ? [row.repo] : [];
  });
}
