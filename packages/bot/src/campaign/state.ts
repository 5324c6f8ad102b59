// Where a campaign stands: a fold over what happened. Whoever reads the same plan and events comes to the same state.

import { allowed, type Allowed } from './budget.ts';
import { type Campaign, keyOf, type Listed } from './campaign.ts';
import type { Event, Stage } from './event.ts';
import { kinds, type Result, result } from './result.ts';

/** One repository of the campaign. */
export interface Row {
  /** As it was listed. */
  readonly repo: string;
  /** As the host calls it now. */
  now: string;
  id: number | null;
  /** How often it was started anew. */
  round: number;
  look: Result | null;
  proposal: Result | null;
  /** When the last of the two came, in milliseconds; null before. */
  at: number | null;
}

/** A repository at its place in the order of work. */
export interface Entry {
  readonly row: Row;
  readonly round: number;
}

/** So many pull requests, and the repositories that were looked at to find them. */
export interface Wave {
  /** 0 is the canary. */
  readonly number: number;
  readonly size: number;
  /** Where in the order it begins, and how far it has come. */
  readonly from: number;
  to: number;
  /** What it proposes, and how much of that has not ended. */
  readonly members: Entry[];
  open: number;
  failedLooks: number;
  failedProposals: number;
  /** Failures that a person has taken note of. */
  forgiven: { looks: number; proposals: number };
}

export interface State {
  readonly campaign: Campaign;
  readonly rows: Map<string, Row>;
  /** The order of work; one that was started anew is in it again, at the end. */
  readonly order: Entry[];
  readonly ids: Map<number, Row>;
  /** Those that are over. */
  readonly waves: Wave[];
  wave: Wave;
  paused: boolean;
  /** The canary is over, and a person says whether it goes on. */
  held: boolean;
  /** More failed than the budget has. */
  stopped: Allowed | null;
}

/** Before anything happened. */
export function begun(campaign: Campaign): State {
  const state: State = {
    campaign,
    rows: new Map(),
    order: [],
    ids: new Map(),
    waves: [],
    wave: waveAt(campaign, 0, 0),
    paused: false,
    held: false,
    stopped: null,
  };
  add(state, campaign.repos);
  return state;
}

/** At the end of the order; what is there already stays where it is. */
function add({ rows, order, ids }: State, repos: readonly Listed[]): void {
  for (const { repo, id } of repos) {
    if (rows.has(keyOf(repo)) || (id !== null && ids.has(id))) continue;
    const row: Row = { repo, now: repo, id, round: 0, look: null, proposal: null, at: null };
    rows.set(keyOf(repo), row);
    if (id !== null) ids.set(id, row);
    order.push({ row, round: 0 });
  }
}

function waveAt({ waves }: Campaign, number: number, from: number): Wave {
  const size = waves[Math.min(number, waves.length - 1)] ?? waves[0];
  const forgiven = { looks: 0, proposals: 0 };
  return { number, size, from, to: from, members: [], open: 0, failedLooks: 0, failedProposals: 0, forgiven };
}

/** The state after an event. The one that is given is used up: of ten thousand rows no copy is made for each event. */
export function after(state: State, event: Event): State {
  switch (event.kind) {
    case 'begun':
      break;
    case 'known':
      known(state, event);
      break;
    case 'ended':
      ended(state, event);
      break;
    case 'pause':
      state.paused = true;
      break;
    case 'resume':
      resumed(state);
      break;
    case 'again':
      again(state, event.repos);
      break;
    case 'added':
      add(state, event.repos);
      break;
  }
  return advanced(state);
}

/** All of it. */
export const stateAfter = (campaign: Campaign, events: Iterable<Event>): State => {
  let state = begun(campaign);
  for (const event of events) state = after(state, event);
  return state;
};

type Of<Kind extends Event['kind']> = Extract<Event, { kind: Kind }>;

function known(state: State, { repo, id, now, at }: Of<'known'>): void {
  const row = state.rows.get(keyOf(repo));
  if (row === undefined) return;
  const other = state.ids.get(id);
  row.id = id;
  row.now = now;
  if (other === undefined || other === row) state.ids.set(id, row);
  else if (row.look === null) {
    row.look = result('same', { why: other.repo });
    row.at = at;
  }
}

function ended(state: State, { repo, stage, round, result: came, at }: Of<'ended'>): void {
  const row = state.rows.get(keyOf(repo));
  // Of a round that is over, or told once more by a queue that was asked once more.
  if (row === undefined || row.round !== round || resultAt(row, stage) !== null) return;
  row.at = at;
  if (stage === 'look') row.look = came;
  else {
    row.proposal = came;
    if (!state.wave.members.some((member) => member.row === row && member.round === round)) return;
    state.wave.open -= 1;
    if (kinds[came.kind].failing) state.wave.failedProposals += 1;
  }
}

const resultAt = (row: Row, stage: Stage): Result | null => (stage === 'look' ? row.look : row.proposal);

/** One thing at a time: who takes a pause back has not looked at the canary yet. */
function resumed(state: State): void {
  if (state.paused) state.paused = false;
  else if (state.stopped !== null) forgive(state);
  else state.held = false;
}

function forgive(state: State): void {
  state.wave.forgiven = { looks: state.wave.failedLooks, proposals: state.wave.failedProposals };
  state.stopped = null;
}

function again(state: State, repos: readonly string[]): void {
  forgive(state);
  // Who asks for that once all is over has seen what came of the canary.
  if (isOver(state)) state.held = false;
  for (const repo of repos) {
    const row = state.rows.get(keyOf(repo));
    if (row === undefined || lastResult(row) === null) continue;
    row.round += 1;
    row.look = null;
    row.proposal = null;
    state.order.push({ row, round: row.round });
  }
}

/** What is last known of it. A look that found something to do is no end. */
export function lastResult({ look, proposal }: Row): Result | null {
  return proposal ?? (look?.kind === 'to-do' ? null : look);
}

/** The wave takes in what was looked at, in order; once it is full and all of it has ended, the next one begins. */
function advanced(state: State): State {
  for (;;) {
    const { wave, order, campaign } = state;
    takeIn(wave, order);
    state.stopped = state.stopped ?? allowed(campaign.budget, wave);
    const all = wave.to === order.length;
    // A canary that the list was too short for goes on where it grows: nobody has seen enough of it yet.
    const full = wave.members.length === wave.size || (all && wave.number > 0);
    if (!full || wave.open > 0 || state.stopped !== null || wave.from === wave.to) return state;
    state.waves.push(wave);
    state.held = campaign.hold && wave.number === 0;
    state.wave = waveAt(campaign, wave.number + 1, wave.to);
  }
}

function takeIn(wave: Wave, order: readonly Entry[]): void {
  for (; wave.members.length < wave.size; wave.to += 1) {
    const entry = order[wave.to];
    if (entry === undefined) return;
    const { row, round } = entry;
    // Started anew since: it stands further back, too.
    if (round !== row.round) continue;
    if (row.look === null) return;
    if (kinds[row.look.kind].failing) wave.failedLooks += 1;
    if (row.look.kind !== 'to-do') continue;
    wave.members.push(entry);
    wave.open += 1;
  }
}

/** Nothing is left to be done. */
export const isOver = ({ wave, order }: State): boolean => wave.to === order.length && wave.open === 0;
