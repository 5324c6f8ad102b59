// What campaigns and the app put their work into. A folder of this machine is such a queue, and so is Redis (BullMQ).

import type { Visit, Visited } from '../visit/visit.ts';

/** A piece of work on one repository. The same id is the same work. */
export interface Job {
  /** Letters, digits and `-_.@/` only, at least one of them no digit (`isJobId`). */
  readonly id: string;
  readonly visit: Visit;
}

/** What came of a job; plain data. */
export interface Ended {
  readonly id: string;
  readonly visited: Visited;
  /** When, in milliseconds since 1970, by the clock of the worker. */
  readonly at: number;
  /** How often it was begun and came to something. Times that a worker died at it do not count. */
  readonly tries: number;
}

export interface Counts {
  /** Could be begun, but for the pace, a `wait` or a pause. */
  readonly waiting: number;
  readonly active: number;
  /** Failed, and is tried again later. */
  readonly delayed: number;
  /** Those that `ended` tells of. */
  readonly ended: number;
  readonly paused: boolean;
  /** Until when nothing is begun, for the pace or because the API asked everybody to wait; null: no wait. */
  readonly heldUntil: number | null;
}

/**
 * Jobs wait here until they were worked on. What a method has done when its promise resolves survives kill -9 of any process.
 *
 * - One id is one job, and is worked on by one worker at a time.
 * - A job whose worker died is waiting again, and is done once more: work has to be idempotent. After `mostDeaths` it has failed.
 * - A failure that is `passing` is tried again with a growing back-off, `mostTries` times in all. Every other failure ends the job.
 * - A failure with a `wait` holds the whole queue for that long, over all workers and restarts, and counts as a try.
 */
export interface Queue {
  /** A job whose id is waiting, at work or ended (and not forgotten) is not taken again. In the order given. */
  add(jobs: readonly Job[]): Promise<void>;
  /**
   * For what happens again and again. While the id waits, this does nothing but replace the visit, where it can; while it is at
   * work, one more waits behind it, the last one that came. It leaves no trace once it has ended. An id that came by `add` must
   * not come by this.
   */
  addAgain(job: Job): Promise<void>;
  /** What has ended and is neither forgotten nor in `known`, oldest first. Cheap where there is nothing new. */
  ended(known?: ReadonlySet<string>): Promise<readonly Ended[]>;
  /** Of jobs that have ended: their ids may be added anew. Others stay. */
  forget(ids: readonly string[]): Promise<void>;
  counts(): Promise<Counts>;
  /** Nothing more is begun, by any worker, until `resume`, restarts included. What is at work goes on. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Nothing more is begun for so many seconds, by any worker, restarts included, as for a `wait`. A longer hold stays. */
  hold(seconds: number): Promise<void>;
  /** Stops what works here (`break-off`) and lets go of the folder or the connection. */
  close(): Promise<void>;
  /**
   * Works jobs off, `width` at a time, until stopped. `pace` null: as fast as it goes. A `work` that throws counts as a failure
   * that is not passing, told by the error's name only, since nobody vouches for the rest.
   */
  work(work: Work, pace: Pace | null, width: number): Working;
}

/** Once the signal fires, what it returns does not count, unless it is an outcome. */
export type Work = (job: Job, signal: AbortSignal) => Promise<Visited>;

export interface Working {
  /**
   * Begins nothing more, and resolves when nothing is at work here. `break-off` stops what is: it is waiting again, and no try
   * is counted. May be called again, to turn a `finish` into a `break-off`.
   */
  stop(how: 'finish' | 'break-off'): Promise<void>;
  /** Rejects where the queue itself fails, as on a full disk: nothing is begun any more. Resolves when stopped. */
  readonly done: Promise<void>;
}

/**
 * How many content-creating calls (`visited.writes`) all workers of a queue together may make in any minute and any hour. GitHub
 * wants fewer than 80 and 500 of a user; other programs with the same token come on top.
 */
export interface Pace {
  readonly minute: number;
  readonly hour: number;
  /** What one visit makes at most. It is set aside when the visit begins. */
  readonly visit: number;
  /** Seconds that one visit takes at most. */
  readonly longest: number;
}

/** Of a visit with all its trimmings (`mostWrites`). An eighth of what GitHub lets pass is left to others. */
export const usualPace: Pace = { minute: 70, hour: 437, visit: 7, longest: 600 };

/** How often a job is tried where failures are passing. */
export const mostTries = 5;

/** A job at which so many workers died is not given to another one. */
export const mostDeaths = 10;

/** Seconds from a failure that is passing to the next try: 30, 60, 120, 240. */
export const firstBackOff = 30;

/** Seconds. No limit of the API's lasts longer than an hour; what asks for more is not obeyed for ever. */
export const longestWait = 2 * 60 * 60;

/** The rule of `isJobId`, in words. */
export const whatIdsHold = 'Letters, digits and -_.@/ can be in it, and not digits alone.';

/** Whether an id can be one of a job, in every queue: BullMQ keeps `:` and numbers to itself. */
export function isJobId(id: string): boolean {
  return /^[\w.@/-]{1,300}$/.test(id) && /\D/.test(id);
}

/** Seconds until a job is tried again that has failed so often. */
export function backOff(tries: number): number {
  return firstBackOff * 2 ** (tries - 1);
}

/** Whether a job is tried again that came to this after so many tries. */
export function isTriedAgain(visited: Visited, tries: number): boolean {
  return visited.kind === 'failed' && visited.passing && tries < mostTries;
}

/** Seconds that the whole queue has to wait; null: it need not. */
export function waitOf(visited: Visited): number | null {
  if (visited.kind !== 'failed' || visited.wait === null || !(visited.wait > 0)) return null;
  return Math.min(visited.wait, longestWait);
}

/** What a job came to whose work threw. */
export function brokenOff(error: unknown): Visited {
  const name = error instanceof Error ? error.name : typeof error;
  return {
    kind: 'failed',
    what: `the visit broke off: ${name}`,
    where: 'the worker',
    next: 'This is a mistake in the program; run migrate pr in a checkout of the repository to see more of it.',
    passing: false,
    wait: null,
    writes: 0,
  };
}

/** What a job came to at which worker after worker died. */
export function diedTooOften(): Visited {
  return {
    kind: 'failed',
    what: `its worker died at it, ${String(mostDeaths)} times in a row`,
    where: 'the worker',
    next: 'See what ends the worker, as the memory of the machine; then let the job be forgotten and added anew.',
    passing: false,
    wait: null,
    writes: 0,
  };
}
