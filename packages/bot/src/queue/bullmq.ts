// The queue that many machines share: BullMQ over Redis. Retries, back-off, the pace, one job an id and the recovery of jobs whose
// worker died are BullMQ's; this file says which of its settings they are. The only module that knows it and its client.

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
import { Redis } from 'ioredis';
import type { Visited } from '../visit/visit.ts';
import * as queues from './queue.ts';
import type { Ended, Job, Pace, Queue, Work, Working } from './queue.ts';
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

/** BullMQ has no word for "as fast as it goes" under which `rateLimit` still holds everybody. */
const unpaced = { max: 1_000_000_000, milliseconds: 1 };

/** Connects. Throws `ResessionError` where Redis is not there within seconds, or not one that keeps what it is given. */
export async function sharedQueue(options: SharedQueueOptions): Promise<SharedQueue> {
  const { place, name, tell, second = 1000, silence = 30_000 } = options;
  await checkRedis(place);
  // What is asked while Redis is away waits until it is back.
  const connection: RedisOptions = { ...connectionTo(place), maxRetriesPerRequest: null };
  const base = { connection, prefix: 'resession', skipVersionCheck: true };
  const queue = new BullQueue<Job, Visited>(name, { ...base, defaultJobOptions: jobOptions(second) });
  const trouble = troubles(place, tell);
  queue.on('error', trouble);
  const workers = new Set<Working>();

  const keepPace = async (pace: Pace | null): Promise<void> => {
    const { max, milliseconds } = pace === null ? unpaced : { max: 1, milliseconds: Math.ceil(spacing(pace) * second) };
    await queue.setGlobalRateLimit(max, Math.max(1, milliseconds));
  };

  const join = (work: Work, width: number): Working => {
    const worker: Worker<Job, Visited> = new Worker<Job, Visited>(
      name,
      async (job, token, signal) => {
        const visited = await come(() => work(job.data, signal ?? new AbortController().signal));
        if (signal?.aborted === true && visited.kind !== 'outcome') {
          await job.moveToWait(token);
          throw new WaitingError();
        }
        const wait = (queues.waitOf(visited) ?? 0) * second;
        if (wait > (await queue.getRateLimitTtl())) await queue.rateLimit(wait);
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
    const working = workingOf(worker);
    workers.add(working);
    return working;
  };

  return {
    add: async (jobs) => {
      const all = jobs.map((job) => ({ name: 'visit', data: checked(job), opts: { jobId: job.id } }));
      for (const some of chunks(all)) await queue.addBulk([...some]);
    },
    addAgain: async (job) => {
      const gone = { removeOnComplete: true, removeOnFail: true };
      await queue.add('visit', checked(job), { ...gone, deduplication: { id: job.id, keepLastIfActive: true } });
    },
    ended: async (known = new Set()) => {
      const ids = await queue.getRanges(['completed', 'failed'], 0, -1, true);
      const ended: Ended[] = [];
      for (const some of chunks(ids.filter((id) => !known.has(id)))) {
        const jobs = await Promise.all(some.map((id) => queue.getJob(id)));
        ended.push(...jobs.flatMap((job) => (job === undefined ? [] : [endedOf(job)])));
      }
      return ended.sort((one, other) => one.at - other.at);
    },
    forget: async (ids) => {
      for (const some of chunks(ids))
        await Promise.all(
          some.map(async (id) => {
            const job = await queue.getJob(id);
            const state = await job?.getState();
            if (state === 'completed' || state === 'failed') await job?.remove();
          }),
        );
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
    pause: () => queue.pause(),
    resume: () => queue.resume(),
    close: async () => {
      await Promise.all([...workers].map((each) => each.stop('break-off')));
      await queue.close();
    },
    work: (work, pace, width) => {
      const begun = keepPace(pace).then(() => join(work, width));
      const done = begun.then((working) => working.done);
      done.catch(() => undefined);
      return { done, stop: async (how) => (await begun).stop(how) };
    },
    keepPace,
    isPaced: async () => (await queue.getGlobalRateLimit()) !== null,
    join,
  };
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

function workingOf(worker: Worker<Job, Visited>): Working {
  const done = new Promise<void>((resolve) => worker.once('closed', resolve));
  return {
    done,
    stop: async (how) => {
      const closed = worker.close();
      if (how === 'break-off') worker.cancelAllJobs();
      await closed;
    },
  };
}

function connectionTo({ host, port, db, username, password, tls }: RedisPlace): RedisOptions {
  return {
    host,
    port,
    db,
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
    retryStrategy: (times) => Math.min(200 * 2 ** Math.min(times, 6), 5000),
  };
}

/** Milliseconds. */
const patience = 10_000;

async function checkRedis(place: RedisPlace): Promise<void> {
  const client = new Redis({
    ...connectionTo(place),
    lazyConnect: true,
    connectTimeout: patience,
    commandTimeout: patience,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let why = '';
  client.on('error', (error) => (why = error.message));
  try {
    await client.connect();
    const about = await client.info();
    const field = (name: string): string => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(about)?.[1] ?? '';
    const [major = 0, minor = 0] = field('redis_version').split('.').map(Number);
    if (major < 6 || (major === 6 && minor < 2))
      throw new ResessionError(`this Redis is too old: ${field('redis_version')}`, place.shown, 'It takes 6.2.');
    const policy = field('maxmemory_policy');
    if (policy !== '' && policy !== 'noeviction')
      throw new ResessionError(
        `this Redis throws away what it has no room for (maxmemory-policy ${policy})`,
        place.shown,
        'Set maxmemory-policy to noeviction there, or jobs are lost.',
      );
  } catch (error) {
    if (error instanceof ResessionError) throw error;
    const what = why === '' && error instanceof Error ? error.message : why;
    const next = 'See that it runs and that this machine may reach it, and that user and password are right.';
    throw new ResessionError(`Redis cannot be worked with: ${what}`, place.shown, next);
  } finally {
    client.disconnect();
  }
}

/** Each trouble once, until another one comes. */
function troubles(place: RedisPlace, tell: (what: string) => void): (error: Error) => void {
  let last = '';
  return ({ message }) => {
    const [line = ''] = message.split('\n', 1);
    const secret = place.password ?? '';
    const what = `Redis (${place.shown}): ${secret === '' ? line : line.replaceAll(secret, '***')}; trying on`;
    if (what !== last) tell(what);
    last = what;
  };
}

function checked(job: Job): Job {
  if (queues.isJobId(job.id)) return job;
  throw new ResessionError('no job can have this id', JSON.stringify(job.id), queues.whatIdsHold);
}

function chunks<Each>(all: readonly Each[]): readonly (readonly Each[])[] {
  return Array.from({ length: Math.ceil(all.length / bulk) }, (_, at) => all.slice(at * bulk, (at + 1) * bulk));
}
