// The queue that many machines share: BullMQ over Redis. Retries, back-off, the pace, one job an id and the recovery of jobs whose
// worker died are BullMQ's; this file says which of its settings they are. The only module that knows it.

import { ResessionError } from '@resession/engine';
import {
  Queue as BullQueue,
  type Job as BullJob,
  type JobsOptions,
  type RedisOptions,
  UnrecoverableError,
  WaitingError,
  Worker,
} from 'bullmq';
import type { Visited } from '../visit/visit.ts';
import * as queues from './queue.ts';
import type { Ended, Job, Pace, Queue, Work, Working } from './queue.ts';
import { checkRedis, connectionTo, troubles } from './redis-connection.ts';
import type { RedisPlace } from './redis-place.ts';
import { spacing } from './spacing.ts';

/** Of many machines. */
export interface SharedQueue extends Queue {
  /** The pace of all who work on it, wherever they are; null: as fast as it goes. `work` does so too. */
  keepPace(pace: Pace | null): Promise<void>;
  /** Whether somebody has said what its pace is: a queue that nobody has begun has none. */
  isPaced(): Promise<boolean>;
  /** As `work`, at the pace that is kept there. */
  join(work: Work, width: number): Working;
}

export interface SharedQueueOptions {
  readonly place: RedisPlace;
  /** Of its own for each campaign; letters, digits, `-` and `_`. */
  readonly name: string;
  /** Is told what goes wrong with Redis, and what then is tried. Nothing of it is a secret. */
  readonly tell: (what: string) => void;
  /** Milliseconds that a second of pace, back-off and wait takes; less than 1000 in tests only. */
  readonly second?: number;
  /** Milliseconds until a worker that is silent counts as dead. */
  readonly silence?: number;
}

/** So many at a time travel over the connection. */
const bulk = 500;

type Bull = BullQueue<Job, Visited>;

/** What a worker has to know beside its queue. */
interface Setting {
  readonly queue: Bull;
  readonly base: { readonly connection: RedisOptions; readonly prefix: string; readonly skipVersionCheck: true };
  readonly trouble: (error: Error) => void;
  readonly second: number;
  readonly silence: number;
}

/** Connects. Throws `ResessionError` where Redis is not there within seconds, or not one that keeps what it is given. */
export async function sharedQueue(options: SharedQueueOptions): Promise<SharedQueue> {
  const { place, name, tell, second = 1000, silence = 30_000 } = options;
  await checkRedis(place);
  // What is asked while Redis is away waits until it is back.
  const connection: RedisOptions = { ...connectionTo(place), maxRetriesPerRequest: null };
  const base = { connection, prefix: 'resession', skipVersionCheck: true } as const;
  const queue: Bull = new BullQueue(name, { ...base, defaultJobOptions: jobOptions(second) });
  const trouble = troubles(place, tell);
  queue.on('error', trouble);
  const crews = new Set<Working>();
  const join: SharedQueue['join'] = (work, width) => {
    const working = joined({ queue, base, trouble, second, silence }, work, width);
    crews.add(working);
    return working;
  };
  let kept: Pace | null | undefined;
  const keepPace: SharedQueue['keepPace'] = async (pace) => {
    kept = pace;
    const { max, milliseconds } = pace === null ? unpaced : { max: 1, milliseconds: Math.ceil(spacing(pace) * second) };
    await queue.setGlobalRateLimit(max, Math.max(1, milliseconds));
  };
  const put = putting(queue);
  return {
    ...put,
    ...telling(queue),
    add: async (jobs) => {
      // A Redis that was lost has forgotten it together with the jobs, which then come back.
      if (kept !== undefined) await keepPace(kept);
      await put.add(jobs);
    },
    pause: () => queue.pause(),
    resume: () => queue.resume(),
    hold: (seconds) => holding(queue, seconds * second),
    keepPace,
    isPaced: async () => (await queue.getGlobalRateLimit()) !== null,
    join,
    work: (work, pace, width) => {
      const begun = keepPace(pace).then(() => join(work, width));
      const done = begun.then((working) => working.done);
      done.catch(() => undefined);
      return { done, stop: async (how) => (await begun).stop(how) };
    },
    close: async () => {
      await Promise.all([...crews].map((each) => Promise.race([each.done, each.stop('break-off')])));
      await inTime(queue.close(), silence / 3, () => queue.disconnect());
    },
  };
}

/** BullMQ has no word for "as fast as it goes" under which `rateLimit` still holds everybody. */
const unpaced = { max: 1_000_000_000, milliseconds: 1 };

function putting(queue: Bull): Pick<SharedQueue, 'add' | 'addAgain' | 'forget'> {
  return {
    add: async (jobs) => {
      const all = jobs.map((job) => ({ name: 'visit', data: checked(job), opts: { jobId: job.id } }));
      for (const some of chunks(all)) await queue.addBulk([...some]);
    },
    addAgain: async (job) => {
      const gone = { removeOnComplete: true, removeOnFail: true };
      await queue.add('visit', checked(job), { ...gone, deduplication: { id: job.id, keepLastIfActive: true } });
    },
    forget: async (ids) => {
      const forget = async (id: string): Promise<void> => {
        const job = await queue.getJob(id);
        const state = await job?.getState();
        if (state === 'completed' || state === 'failed') await job?.remove();
      };
      for (const some of chunks(ids)) await Promise.all(some.map(forget));
    },
  };
}

function telling(queue: Bull): Pick<SharedQueue, 'ended' | 'counts'> {
  return {
    ended: async (known = new Set()) => {
      const ids = await queue.getRanges(['completed', 'failed'], 0, -1, true);
      const ended: Ended[] = [];
      for (const some of chunks(ids.filter((id) => !known.has(id)))) {
        const jobs = await Promise.all(some.map((id) => queue.getJob(id)));
        ended.push(...jobs.flatMap((job) => (job === undefined ? [] : [endedOf(job)])));
      }
      return ended.sort((one, other) => one.at - other.at);
    },
    counts: async () => {
      const [counts, paused, held] = await Promise.all([
        queue.getJobCounts('waiting', 'active', 'delayed', 'completed', 'failed'),
        queue.isPaused(),
        queue.getRateLimitTtl(),
      ]);
      const { waiting = 0, active = 0, delayed = 0, completed = 0, failed = 0 } = counts;
      const heldUntil = held > 0 ? Date.now() + held : null;
      return { waiting, active, delayed, ended: completed + failed, paused, heldUntil };
    },
  };
}

/** A longer hold stays. */
async function holding(queue: Bull, milliseconds: number): Promise<void> {
  if (milliseconds > (await queue.getRateLimitTtl())) await queue.rateLimit(milliseconds);
}

function joined({ queue, base, trouble, second, silence }: Setting, work: Work, width: number): Working {
  const stopped = new AbortController();
  const worker: Worker<Job, Visited> = new Worker<Job, Visited>(
    queue.name,
    async (job, token, lost) => {
      const signal = lost === undefined ? stopped.signal : AbortSignal.any([stopped.signal, lost]);
      const visited = await come(() => work(job.data, signal));
      if (signal.aborted && visited.kind !== 'outcome') {
        await job.moveToWait(token);
        throw new WaitingError();
      }
      const wait = queues.waitOf(visited);
      if (wait !== null) await holding(queue, wait * second);
      return finished(visited);
    },
    {
      ...base,
      concurrency: width,
      lockDuration: silence,
      stalledInterval: silence,
      maxStalledCount: queues.mostDeaths - 1,
      runRetryDelay: Math.min(5000, silence / 2),
      maximumRateLimitDelay: Math.min(30_000, 30 * second),
    },
  );
  worker.on('error', trouble);
  // Somebody else has the job by then, or will have: two must not work on it.
  worker.on('lockRenewalFailed', (ids: string[]) => ids.forEach((id) => worker.cancelJob(id)));
  let over = (): void => undefined;
  const done = new Promise<void>((resolve) => (over = resolve));
  const stop: Working['stop'] = async (how) => {
    const closed = worker.close();
    if (how === 'break-off') stopped.abort(new Error('stopped'));
    await (how === 'finish' ? closed : inTime(closed, silence / 3, () => worker.disconnect()));
    over();
  };
  return { done, stop };
}

/** What Redis is asked at the end it may not be there to answer: then the connection is cut, for which nobody waits. */
async function inTime(ending: Promise<unknown>, patience: number, cut: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), patience)));
  const how = await Promise.race([ending, late]);
  clearTimeout(timer);
  if (how === 'late') cut().catch(() => undefined);
}

/** What BullMQ knows of each job: how often and when again. What has ended stays until it is forgotten. */
function jobOptions(second: number): JobsOptions {
  return {
    attempts: queues.mostTries,
    backoff: { type: 'exponential', delay: queues.firstBackOff * second },
    removeOnComplete: false,
    removeOnFail: false,
    stackTraceLimit: 0,
  };
}

async function come(work: () => Promise<Visited>): Promise<Visited> {
  try {
    return await work();
  } catch (error) {
    return queues.brokenOff(error);
  }
}

/** To BullMQ a job has failed by what it throws; whether that is worth another try, the kind of error says. */
function finished(visited: Visited): Visited {
  if (visited.kind === 'outcome') return visited;
  const what = JSON.stringify(visited);
  throw visited.kind === 'failed' && visited.passing ? new Error(what) : new UnrecoverableError(what);
}

function endedOf(job: BullJob<Job, Visited>): Ended {
  const { data, returnvalue, failedReason, finishedOn = 0, attemptsMade } = job;
  const visited = (returnvalue as Visited | null | undefined) ?? failure(failedReason);
  return { id: data.id, visited, at: finishedOn, tries: attemptsMade };
}

function failure(reason: string | undefined): Visited {
  // What is not ours BullMQ has written, of a job that stalled too often.
  return reason?.startsWith('{') === true ? (JSON.parse(reason) as Visited) : queues.diedTooOften();
}

function checked(job: Job): Job {
  if (queues.isJobId(job.id)) return job;
  throw new ResessionError('no job can have this id', JSON.stringify(job.id), queues.whatIdsHold);
}

function chunks<Each>(all: readonly Each[]): readonly (readonly Each[])[] {
  return Array.from({ length: Math.ceil(all.length / bulk) }, (_, at) => all.slice(at * bulk, (at + 1) * bulk));
}
