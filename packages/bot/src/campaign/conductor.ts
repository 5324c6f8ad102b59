// Conducts a campaign: feeds what is next to the queues, writes down what came of it, and knows nothing that is not written down.

import type { Clock } from '../queue/clock.ts';
import type { Ended, Queue } from '../queue/queue.ts';
import type { Visited } from '../visit/visit.ts';
import type { Campaign } from './campaign.ts';
import type { Event, Stage } from './event.ts';
import type { Identified } from './identify.ts';
import { jobOf, type Moves, movesOf, workOf } from './moves.ts';
import { result, type Result, resultOf } from './result.ts';
import { after, begun, type Row, type State } from './state.ts';

export interface Conducting {
  readonly campaign: Campaign;
  /** The log of what happened; others add to it, too. */
  readonly log: { add(events: readonly Event[]): void; news(): readonly Event[] };
  readonly queues: Readonly<Record<Stage, Queue>>;
  identify(repo: string): Promise<Identified>;
  readonly clock: Clock;
  /** Stops it; nothing is lost. */
  readonly signal: AbortSignal;
  /** Is told after each turn. */
  tell(state: State, moves: Moves, news: readonly Event[]): void;
}

/** Seconds between two looks at the queues and at what people have said. */
const turn = 1;

/** Seconds after which all is handed over once more: a Redis that was lost has forgotten it. */
const trust = 60;

/** Repositories are asked for so many at a time. */
const askedAtOnce = 8;

/** The host is asked no more often about one repository. */
const mostAsked = 5;

/** Until it is over, a person has to say how it goes on, or the signal fires. What has begun by then is waited for. */
export async function conduct(conducting: Conducting): Promise<{ readonly state: State; readonly end: Moves['end'] }> {
  const { campaign, log, clock, signal } = conducting;
  let state = begun(campaign);
  const desk: Desk = { ...conducting, fed: new Set(), anew: 0, asked: new Map(), going: null, notBefore: 0 };
  for (;;) {
    await takeIn(desk);
    const news = log.news();
    for (const event of news) state = after(state, event);
    const moves = movesOf(state);
    await carryOut(desk, moves);
    desk.tell(state, moves, news);
    const quiet = moves.end !== null && (await atWork(desk)) === 0;
    if (signal.aborted || (quiet && !(await takeIn(desk)))) return { state, end: moves.end };
    await turned(clock, signal);
  }
}

/** A turn later, or as soon as the signal fires. */
function turned({ at, now, second }: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const takeBack = at(now() + turn * second, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    const stop = (): void => {
      takeBack();
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}

interface Desk extends Conducting {
  /** Pieces of work that this process has handed over lately. */
  readonly fed: Set<string>;
  /** When it forgets that it has, in milliseconds. */
  anew: number;
  /** How often the host could not say. */
  readonly asked: Map<Row, number>;
  /** What the queues were told last: go on, or pause. */
  going: boolean | null;
  /** The host wants to be left alone until then. */
  notBefore: number;
}

/** Writes down what has ended; only then may the queue forget it. Whether there was anything. */
async function takeIn({ queues, log }: Desk): Promise<boolean> {
  let any = false;
  for (const stage of ['look', 'propose'] as const) {
    const all = await queues[stage].ended();
    if (all.length === 0) continue;
    any = true;
    log.add(all.flatMap((each) => eventOf(each, stage)));
    await queues[stage].forget(all.map(({ id }) => id));
  }
  return any;
}

function eventOf({ id, visited, at }: Ended, stage: Stage): Event[] {
  const work = workOf(id);
  return work === null ? [] : [{ kind: 'ended', at, ...work, stage, result: resultAt(stage, visited) }];
}

const resultAt = (stage: Stage, visited: Visited): Result => resultOf(visited, stage === 'look');

async function atWork({ queues }: Desk): Promise<number> {
  const all = await Promise.all([queues.look.counts(), queues.propose.counts()]);
  return all.reduce((sum, { active }) => sum + active, 0);
}

async function carryOut(desk: Desk, { go, ask, look, propose }: Moves): Promise<void> {
  const { queues, clock } = desk;
  if (clock.now() >= desk.anew) {
    desk.fed.clear();
    desk.going = null;
    desk.anew = clock.now() + trust * clock.second;
  }
  if (desk.going !== go) {
    for (const queue of [queues.look, queues.propose]) await (go ? queue.resume() : queue.pause());
    desk.going = go;
  }
  await identifyAll(desk, ask);
  await feed(desk, 'look', look);
  await feed(desk, 'propose', propose);
}

async function feed({ campaign, queues, fed }: Desk, stage: Stage, rows: readonly Row[]): Promise<void> {
  const jobs = rows.map((row) => jobOf(campaign, row, stage)).filter(({ id }) => !fed.has(`${stage} ${id}`));
  if (jobs.length === 0) return;
  await queues[stage].add(jobs);
  for (const { id } of jobs) fed.add(`${stage} ${id}`);
}

async function identifyAll(desk: Desk, rows: readonly Row[]): Promise<void> {
  const { clock, signal, log } = desk;
  const some = rows.slice(0, askedAtOnce);
  if (some.length === 0 || signal.aborted || clock.now() < desk.notBefore) return;
  const answers = await Promise.all(some.map(async (row) => [row, await desk.identify(row.repo)] as const));
  for (const [row, answer] of answers) {
    if (answer.kind === 'later') desk.notBefore = Math.max(desk.notBefore, clock.now() + answer.seconds * clock.second);
    log.add(eventsOf(desk, row, answer));
  }
}

function eventsOf({ clock, asked }: Desk, row: Row, answer: Identified): Event[] {
  const { repo, round } = row;
  const at = clock.now();
  const ended = (came: Result): Event => ({ kind: 'ended', at, repo, stage: 'look', round, result: came });
  if (answer.kind === 'not') return [ended(answer.result)];
  if (answer.kind === 'later') {
    const times = (asked.get(row) ?? 0) + 1;
    asked.set(row, times);
    return times < mostAsked ? [] : [ended(answer.result)];
  }
  const { id, now, closed } = answer;
  const known: Event = { kind: 'known', at, repo, id, now };
  return closed === null ? [known] : [known, ended(result(closed))];
}
