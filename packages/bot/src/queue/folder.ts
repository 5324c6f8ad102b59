// The queue that needs no service: a folder of this machine, one process that writes in it, and others that look on.

import path from 'node:path';
import { codeOf, type Host, ResessionError, withLock } from '@resession/engine';
import { type Clock, wallClock } from './clock.ts';
import { type Crew, crew, type Owned } from './crew.ts';
import { type Entries, freshEntry, happen, type Line, linesOf, noEntries, recover } from './entries.ts';
import { stillCounting } from './ledger.ts';
import { readLog, writtenLog } from './log.ts';
import { type Counts, isJobId, type Job, type Queue, whatIdsHold } from './queue.ts';

/** So many lines more than it has to have, and the log is written anew. */
const tooLong = 1000;

/**
 * The queue of a folder, which is made when missing. Looking (`ended`, `counts`), pausing and resuming work from any number of
 * processes; the first call that adds, forgets or works makes this process its writer, until `close`. A second writer gets a
 * `ResessionError` that names the first.
 */
export function folderQueue(folder: string, host: Host, clock: Clock = wallClock()): Queue {
  const files = { log: path.join(folder, 'queue.jsonl'), paused: path.join(folder, 'paused') };
  const isPaused = (): boolean => host.lstat(files.paused) !== null;
  const crews = new Set<Crew>();
  const starting = new Set<Promise<Crew>>();
  const look = (): void => crews.forEach((each) => each.look());
  let owning: Promise<Writer> | null = null;
  let owner: Writer | null = null;
  const own = async (): Promise<Writer> => {
    owning ??= becomeWriter(folder, files.log, host, clock, isPaused);
    try {
      return (owner ??= await owning);
    } catch (error) {
      owning = null;
      throw error;
    }
  };
  const entries = (): Entries => owner?.entries ?? replayed(files.log, host);

  return {
    add: async (jobs) => {
      const queue = await own();
      const { waiting, active, over } = queue.entries;
      const fresh = new Map(jobs.map((job) => [checked(job).id, job]));
      const lines = [...fresh.values()]
        .filter(({ id }) => !waiting.has(id) && !active.has(id) && !over.has(id))
        .map((job): Line => ({ kind: 'job', entry: freshEntry(job, false) }));
      if (lines.length > 0) queue.tell(lines);
      look();
    },
    addAgain: async (job) => {
      const queue = await own();
      const { waiting, active } = queue.entries;
      const { id, visit } = checked(job);
      const there = waiting.has(id) || active.has(id);
      queue.tell([there ? { kind: 'next', id, visit } : { kind: 'job', entry: freshEntry(job, true) }]);
      look();
    },
    ended: (known = new Set()) => promised(() => [...entries().over.values()].filter(({ id }) => !known.has(id))),
    forget: async (ids) => {
      const queue = await own();
      const there = ids.filter((id) => queue.entries.over.has(id));
      if (there.length > 0) queue.tell([{ kind: 'forgotten', ids: there }]);
    },
    counts: () => promised(() => countsOf(entries(), [...crews], isPaused(), clock.now())),
    pause: () =>
      promised(() => {
        madeFolder(folder, host);
        withoutCode('EEXIST', () => host.create(files.paused, new Uint8Array()));
      }),
    resume: () =>
      promised(() => {
        withoutCode('ENOENT', () => host.remove(files.paused));
        look();
      }),
    hold: async (seconds) => {
      const queue = await own();
      queue.tell([{ kind: 'held', until: clock.now() + seconds * clock.second }]);
    },
    close: async () => {
      await Promise.allSettled([...starting].map(async (each) => (await each).stop('break-off')));
      const writer = await owning?.catch(() => null);
      owning = owner = null;
      await writer?.release();
    },
    work: (work, pace, width) => {
      const begun = own().then((queue) => {
        const working = crew(queue, clock, work, pace, width);
        crews.add(working);
        return working;
      });
      starting.add(begun);
      const done = begun.then((working) => working.done);
      done.catch(() => undefined);
      return { done, stop: async (how) => (await begun.catch(() => null))?.stop(how) };
    },
  };
}

interface Writer extends Owned {
  release(): Promise<void>;
}

async function becomeWriter(
  folder: string,
  file: string,
  host: Host,
  clock: Clock,
  isPaused: () => boolean,
): Promise<Writer> {
  madeFolder(folder, host);
  const release = await heldLock(path.join(folder, 'lock'), host);
  try {
    const log = writtenLog(file, host);
    const entries = replayed(file, host);
    recover(entries, clock.now(), clock.second);
    let lines = 0;
    const compact = (): void => {
      entries.spent = stillCounting(entries.spent, { second: clock.second, now: clock.now() });
      const all = linesOf(entries);
      log.rewrite(all);
      lines = -all.length;
    };
    compact();
    const tell = (happened: readonly Line[]): void => {
      log.add(happened);
      for (const line of happened) happen(entries, line);
      lines += happened.length;
      if (lines > tooLong) compact();
    };
    return { entries, tell, isPaused, release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** The lock of a folder, until what is returned is called. */
function heldLock(folder: string, host: Host): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    let letGo = (): void => undefined;
    const until = new Promise<void>((done) => (letGo = done));
    const locked: Promise<void> = withLock(folder, host, () => {
      resolve(() => {
        letGo();
        return locked;
      });
      return until;
    });
    locked.catch(reject);
  });
}

function replayed(file: string, host: Host): Entries {
  const entries = noEntries();
  // Nobody but us writes there; what is no line of ours has been refused as damaged.
  for (const line of readLog(file, host)) happen(entries, line as Line);
  return entries;
}

function countsOf(entries: Entries, crews: readonly Crew[], paused: boolean, now: number): Counts {
  const { waiting, active, over, heldUntil } = entries;
  const delayed = [...waiting.values()].filter(({ until }) => until > now).length;
  const free = Math.max(heldUntil, ...crews.map((each) => each.free()));
  return {
    waiting: waiting.size - delayed,
    active: active.size,
    delayed,
    ended: over.size,
    paused,
    heldUntil: free > now && free < Infinity ? free : null,
  };
}

function checked(job: Job): Job {
  if (isJobId(job.id)) return job;
  throw new ResessionError('no job can have this id', JSON.stringify(job.id), whatIdsHold);
}

function madeFolder(folder: string, host: Host): void {
  if (host.lstat(folder) !== null) return;
  const above = path.dirname(folder);
  if (above !== folder) madeFolder(above, host);
  withoutCode('EEXIST', () => host.mkdir(folder));
}

function withoutCode(code: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (codeOf(error) !== code) throw error;
  }
}

/** What throws, as a promise that does. */
function promised<Value>(work: () => Value): Promise<Value> {
  return new Promise((resolve) => resolve(work()));
}
