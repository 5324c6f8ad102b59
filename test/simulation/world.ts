// Repositories that are made up, and visits to them that take their time and their requests as real ones do.

import type { Identified } from '../../packages/bot/src/campaign/index.ts';
import { result } from '../../packages/bot/src/campaign/result.ts';
import type { Job } from '../../packages/bot/src/queue/queue.ts';
import { type Outcome, stopped } from '../../packages/bot/src/pull-request/outcome.ts';
import type { Visited } from '../../packages/bot/src/visit/visit.ts';
import type { ApiModel, Kind } from './api-model.ts';
import { type Chance, chance } from './chance.ts';
import type { VirtualClock } from './virtual-clock.ts';

export type Nature = 'wanting' | 'nothing' | 'archived' | 'empty' | 'gone' | 'locked' | 'giant' | 'broken';

/** One repository; it outlives the process that visits it. */
export interface Made {
  readonly id: number;
  readonly name: string;
  readonly nature: Nature;
  /** When a pull request was opened. */
  readonly opened: number[];
  looks: number;
  proposals: number;
}

export interface World {
  /** As a list has them: some under an old name, and some of those under both. */
  readonly listed: readonly string[];
  readonly repositories: ReadonlyMap<string, Made>;
  /** What must not be: visits to one repository at a time, and pull requests opened beside one that is open. */
  readonly wrong: { together: number; second: number };
  identify(repo: string, clock: VirtualClock): Promise<Identified>;
  visit(job: Job, clock: VirtualClock): Promise<Visited>;
}

/** Of a thousand repositories so many are like that; the rest has nothing to change. */
export type Natures = readonly (readonly [Nature, number])[];

export const usualNatures: Natures = [
  ['wanting', 400],
  ['archived', 30],
  ['empty', 15],
  ['gone', 10],
  ['locked', 4],
  ['giant', 3],
  ['broken', 3],
];

/** So many repositories. */
export function world(count: number, api: ApiModel, seed: number, natures: Natures): World {
  const dice = chance(seed);
  const repositories = new Map<string, Made>();
  const listed: string[] = [];
  for (let id = 1; id <= count; id += 1) {
    const name = `acme/repository-${String(id)}`;
    const made: Made = { id, name, nature: natureBy(dice, natures), opened: [], looks: 0, proposals: 0 };
    repositories.set(name, made);
    const renamed = dice.percent(2);
    if (renamed) repositories.set(`acme/old-${String(id)}`, made);
    if (renamed) listed.push(`acme/old-${String(id)}`);
    if (!renamed || dice.percent(50)) listed.push(name);
  }
  const wrong = { together: 0, second: 0 };
  // Of each process, which is a clock here: what it visits now.
  const under = new WeakMap<VirtualClock, Set<Made>>();
  return {
    listed,
    repositories,
    wrong,
    identify: (repo, clock) => identified(repositories.get(repo), { api, clock, dice, writes: 0 }),
    visit: async (job, clock) => {
      const made = repositories.get(job.visit.repo);
      const now = under.get(clock) ?? new Set();
      under.set(clock, now);
      if (made !== undefined && now.has(made)) wrong.together += 1;
      if (made !== undefined) now.add(made);
      const second = (): void => void (wrong.second += 1);
      const came = await visited(job, made, { api, clock, dice, writes: 0 }, second);
      if (made !== undefined) now.delete(made);
      return came;
    },
  };
}

function natureBy(dice: Chance, natures: Natures): Nature {
  let left = dice.next() * 1000;
  for (const [nature, share] of natures) {
    left -= share;
    if (left < 0) return nature;
  }
  return 'nothing';
}

interface Going {
  readonly api: ApiModel;
  readonly clock: VirtualClock;
  readonly dice: Chance;
  /** Requests that create something, so far. */
  writes: number;
}

/** What the API's client makes of an answer: a wait of up to two minutes is waited for, and nothing is asked a fourth time. */
async function ask(kind: Kind, going: Going, done: () => void = () => undefined): Promise<Visited | null> {
  const { api, clock, dice } = going;
  for (let tried = 1; ; tried += 1) {
    await clock.sleep(0.1 + dice.next() * 0.4);
    if (kind === 'create') going.writes += 1;
    const { status, retryAfter } = api.request(kind, clock.now());
    // A server that fails may have done it all the same; then that is found before it is asked for again.
    const carriedOut = status === 200 || (status === 502 && dice.percent(50));
    if (carriedOut) done();
    if (status === 200 || (carriedOut && kind === 'create')) return null;
    if (tried === 3 || (retryAfter ?? 0) > 120)
      return { ...failure(`the API answers ${String(status)}`, true, retryAfter), writes: going.writes };
    await clock.sleep(retryAfter ?? tried * tried);
  }
}

type Failure = Extract<Visited, { kind: 'failed' }>;

function failure(what: string, passing: boolean, wait: number | null): Failure {
  return { kind: 'failed', what, where: '', next: 'Look.', passing, wait, writes: 0 };
}

async function identified(made: Made | undefined, going: Going): Promise<Identified> {
  const refused = await ask('read', going);
  if (refused?.kind === 'failed')
    return { kind: 'later', seconds: refused.wait ?? 60, result: result('limited', { why: refused.what }) };
  if (made === undefined || made.nature === 'gone') return { kind: 'not', result: result('gone') };
  return { kind: 'there', id: made.id, now: made.name, closed: made.nature === 'archived' ? 'archived' : null };
}

const outcome = (of: Outcome, writes = 0): Visited => ({ kind: 'outcome', outcome: of, writes, would: [] });

const named = { number: 1, url: 'https://github.example/pull/1' };
const asItIs = (kind: 'opened' | 'unchanged', writes: number): Visited =>
  outcome({ kind, pullRequest: named, notes: [] }, writes);

async function visited(
  { visit: { dryRun } }: Job,
  made: Made | undefined,
  going: Going,
  second: () => void,
): Promise<Visited> {
  const { clock, dice } = going;
  if (made === undefined) return failure('no such repository', false, null);
  if (dryRun) made.looks += 1;
  else made.proposals += 1;
  const refused = await ask('read', going);
  if (refused !== null) return refused;
  // The checkout and the plan.
  await clock.sleep(dice.between(4, 40));
  if (made.nature === 'giant') {
    await clock.sleep(600);
    return { kind: 'too-much', bound: 'time' };
  }
  if (made.nature === 'empty') return outcome(stopped('empty', ''));
  if (made.nature === 'broken') return failure('it cannot be checked out', false, null);
  if (made.nature === 'nothing') return outcome({ kind: 'nothing' });
  for (let read = 0; read < 3; read += 1) {
    const no = await ask('read', going);
    if (no !== null) return no;
  }
  if (made.opened.length > 0) return asItIs('unchanged', 0);
  if (dryRun) return asItIs('opened', 4);
  if (made.nature === 'locked') return outcome(stopped('push-refused', ''));
  return proposed(made, going, second);
}

/** The branch, the pull request, its label, its reviewers and the status: a second between two of them. */
async function proposed(made: Made, going: Going, second: () => void): Promise<Visited> {
  const { clock } = going;
  await clock.sleep(2);
  const open = (): void => {
    if (made.opened.length > 0) second();
    made.opened.push(clock.now());
  };
  const refused = await ask('create', going, open);
  if (refused !== null) return refused;
  for (let trimming = 0; trimming < 3; trimming += 1) {
    await clock.sleep(1);
    await ask('create', going);
  }
  return asItIs('opened', going.writes);
}
