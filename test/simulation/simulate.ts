// A campaign over made-up repositories in virtual time: the real conductor, the real fold and the real queues of the folder, with
// visits, an API and a person who are made up. Now and then the process is killed; another one goes on with what the folder holds.

import { appendFileSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeHost } from '../../packages/engine/src/index.ts';
import {
  type Campaign,
  campaignOf,
  conduct,
  failedOnes,
  folderAt,
  folderQueue,
  isOver,
  nothingLeftOut,
  slots,
  type State,
  stateAfter,
  usualBudget,
  usualSpeed,
  usualWaves,
} from '../../packages/bot/src/campaign/index.ts';
import { type ApiModel, apiModel } from './api-model.ts';
import { chance } from './chance.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';
import { type Natures, usualNatures, type World, world } from './world.ts';

export interface Wanted {
  readonly repositories: number;
  readonly seed: number;
  /** Visits at once. */
  readonly workers: number;
  /** Hours from one kill of the process to the next, on average; null: it is never killed. */
  readonly killedEvery: number | null;
  /** Of a hundred requests so many fail. */
  readonly failing: number;
  readonly natures?: Natures;
  /** Where it is not the usual one. */
  readonly speed?: Campaign['speed'];
}

export interface Simulated {
  readonly campaign: Campaign;
  readonly state: State;
  readonly world: World;
  readonly api: ApiModel;
  readonly hours: number;
  readonly kills: number;
  /** How often the budget stopped it, and a person let it go on. */
  readonly stops: number;
  /** Bytes of heap each time another tenth of the list was done, as far as the collector can be asked. */
  readonly heap: readonly { readonly ended: number; readonly bytes: number }[];
}

const begin = Date.UTC(2026, 0, 5, 9);

/** fsync tells nothing in virtual time, and takes its own. */
const host: typeof nodeHost = { ...nodeHost, append: (file, bytes) => appendFileSync(file, bytes) };

/** Runs it to its end. */
export async function simulate(wanted: Wanted): Promise<Simulated> {
  const place = realpathSync(mkdtempSync(path.join(tmpdir(), 'resession-simulation-')));
  try {
    return await simulatedIn(place, wanted);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function simulatedIn(place: string, wanted: Wanted): Promise<Simulated> {
  const dice = chance(wanted.seed);
  const api = apiModel(dice, wanted.failing);
  const made = world(wanted.repositories, api, wanted.seed + 1, wanted.natures ?? usualNatures);
  const campaign = campaignOf({
    made: new Date(begin).toISOString(),
    from: 'repos.txt',
    api: 'https://api.github.example',
    base: null,
    settings: {},
    repos: made.listed.map((repo) => ({ repo, id: null })),
    leftOut: nothingLeftOut,
    waves: usualWaves,
    hold: true,
    budget: usualBudget,
    speed: wanted.speed ?? usualSpeed,
  });
  await folderAt(place, host).keep(campaign);
  const heap: { ended: number; bytes: number }[] = [];
  const counted = { kills: 0, stops: 0 };
  let now = begin;
  for (;;) {
    const clock = virtualClock(now);
    const hours = wanted.killedEvery;
    const killAt = hours === null ? Infinity : now - Math.log(1 - dice.next()) * hours * 3600_000;
    const came = await lived({ place, campaign, world: made, workers: wanted.workers, heap }, clock, killAt);
    now = clock.now();
    if (came === 'killed') counted.kills += 1;
    else if (came === 'over') {
      const state = stateIn(place, campaign);
      return { campaign, state, world: made, api, hours: (now - begin) / 3600_000, ...counted, heap };
    } else {
      if (came === 'stopped') counted.stops += 1;
      // A person looks after an hour. What has failed is tried again once, at the end.
      now += 3600_000;
      folderAt(place, host).add([{ kind: 'resume', at: now }]);
    }
  }
}

const stateIn = (place: string, campaign: Campaign): State => stateAfter(campaign, folderAt(place, host).news());

interface Life {
  readonly place: string;
  readonly campaign: Campaign;
  readonly world: World;
  readonly workers: number;
  readonly heap: { ended: number; bytes: number }[];
}

/** One process, until it ends or is killed. */
async function lived(
  { place, campaign, world: made, workers, heap }: Life,
  clock: VirtualClock,
  killAt: number,
): Promise<'over' | 'held' | 'stopped' | 'killed'> {
  // The locks of one that was killed: its number is ours, so that it would seem to live.
  for (const queue of ['look', 'propose']) rmSync(path.join(place, queue, 'lock'), { recursive: true, force: true });
  const queues = {
    look: folderQueue(path.join(place, 'look'), host, clock),
    propose: folderQueue(path.join(place, 'propose'), host, clock),
  };
  const inSlot = slots(workers);
  const pace = { ...campaign.speed, visit: 7, longest: 600 };
  queues.propose.work(
    inSlot('propose', (job) => made.visit(job, clock)),
    pace,
    workers,
  );
  queues.look.work(
    inSlot('look', (job) => made.visit(job, clock)),
    null,
    workers,
  );
  let end: 'over' | 'held' | 'stopped' | null = null;
  let failure: unknown = null;
  const tenth = Math.ceil(campaign.repos.length / 10);
  const conducting = conduct({
    campaign,
    log: folderAt(place, host),
    queues,
    identify: (repo) => made.identify(repo, clock),
    clock,
    signal: new AbortController().signal,
    tell: (state, _moves, news) => {
      if (news.some(({ kind }) => kind === 'ended') && state.wave.to >= (heap.length + 1) * tenth)
        heap.push({ ended: state.wave.to, bytes: heapNow() });
    },
  }).then(
    (came) => (end = came.end),
    (error: unknown) => (failure = error),
  );
  while (end === null && failure === null) {
    if (clock.now() >= killAt) return 'killed';
    if (!(await clock.step()) && end === null && failure === null) throw new Error('time stands still');
  }
  await conducting;
  if (failure !== null) throw failure instanceof Error ? failure : new Error('it failed');
  await Promise.all([queues.look.close(), queues.propose.close()]);
  return end ?? 'over';
}

function heapNow(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** What is not as it has to be at the end; empty where all is. */
export function wrongs({ campaign, state, world: made, api }: Simulated): readonly string[] {
  const wrong: string[] = [];
  const check = (holds: boolean, what: string): void => void (holds || wrong.push(what));
  check(isOver(state), 'it is not over');
  check(state.rows.size === campaign.repos.length, 'a repository is not on the list any more');
  for (const row of state.rows.values())
    check(
      (row.proposal ?? row.look ?? null) !== null && (row.look?.kind !== 'to-do' || row.proposal !== null),
      `${row.repo} was lost`,
    );
  const failed = new Set(failedOnes(state).map((repo) => made.repositories.get(repo)));
  for (const repository of new Set(made.repositories.values())) {
    const { name, nature, opened } = repository;
    check(opened.length <= 1, `${name} got ${String(opened.length)} pull requests`);
    const proper = nature === 'wanting' && !failed.has(repository) ? 1 : 0;
    check(
      nature === 'wanting' ? opened.length >= proper : opened.length === 0,
      `${name} (${nature}): ${String(opened.length)}`,
    );
  }
  check(made.wrong.together === 0, `${String(made.wrong.together)} visits to a repository beside another one`);
  check(made.wrong.second === 0, `${String(made.wrong.second)} second pull requests`);
  check(api.seen.mostCreatesInMinute < 80, `${String(api.seen.mostCreatesInMinute)} creating calls in a minute`);
  check(api.seen.mostCreatesInHour < 500, `${String(api.seen.mostCreatesInHour)} creating calls in an hour`);
  check(api.seen.refused.creates === 0, `${String(api.seen.refused.creates)} creating calls refused`);
  return [...wrong, ...disorder(state, made)];
}

/** No wave begins before the one before it is over, and the list is gone through in its order. */
function disorder(state: State, made: World): readonly string[] {
  const wrong: string[] = [];
  const place = new Map(state.order.map((entry, at) => [entry, at]));
  let [last, latest] = [-1, 0];
  for (const { number, members } of state.waves) {
    const times = members.flatMap(({ row }) => made.repositories.get(row.repo)?.opened ?? []);
    if (Math.min(...times) < latest) wrong.push(`wave ${String(number)} began before the one before it was over`);
    for (const member of members) {
      const at = place.get(member) ?? -1;
      if (at <= last) wrong.push(`${member.row.repo} is out of order`);
      last = at;
    }
    latest = Math.max(latest, ...times);
  }
  return wrong;
}
