// What is to be done next, read off the state. Doing it twice does no harm: the queues know a piece of work by its id.

import type { Job } from '../queue/queue.ts';
import type { Campaign } from './campaign.ts';
import type { Stage } from './event.ts';
import { isOver, type Row, type State } from './state.ts';

export interface Moves {
  /** May crews begin anything? */
  readonly go: boolean;
  /** To be asked for at the host: which repository is it? */
  readonly ask: readonly Row[];
  readonly look: readonly Row[];
  readonly propose: readonly Row[];
  /** Nothing is left to be done, or a person has to say how it goes on. */
  readonly end: 'over' | 'held' | 'stopped' | null;
}

/**
 * Repositories that are looked at before their turn: enough for many workers, and no more, since a look grows old and a campaign may
 * stop at its canary.
 */
export const ahead = 100;

const none: Pick<Moves, 'ask' | 'look' | 'propose'> = { ask: [], look: [], propose: [] };

/** What to do now. */
export function movesOf(state: State): Moves {
  const { wave, order, paused, held, stopped } = state;
  if (isOver(state)) return { ...none, go: true, end: 'over' };
  if (stopped !== null || held) return { ...none, go: false, end: stopped !== null ? 'stopped' : 'held' };
  if (paused) return { ...none, go: false, end: null };
  const near = order
    .slice(wave.to, wave.to + ahead)
    .filter(({ row, round }) => row.round === round && row.look === null)
    .map(({ row }) => row);
  return {
    go: true,
    end: null,
    ask: near.filter(({ id }) => id === null),
    look: near.filter(({ id }) => id !== null),
    propose: wave.members.map(({ row }) => row).filter(({ proposal }) => proposal === null),
  };
}

/** The work on a repository. The same id in the same queue is the same work. */
export function jobOf({ api, base, settings }: Campaign, { now, repo, round }: Row, stage: Stage): Job {
  const visit = { repo: now, api, base, dryRun: stage === 'look', settings };
  return { id: `${repo.toLowerCase()}@${String(round)}`, visit };
}

/** Of which repository and round such an id is. */
export function workOf(id: string): { readonly repo: string; readonly round: number } | null {
  const [, repo, round] = /^(.*)@(\d+)$/.exec(id) ?? [];
  return repo === undefined ? null : { repo, round: Number(round) };
}
