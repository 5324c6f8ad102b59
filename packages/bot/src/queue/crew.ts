// Works off what waits in a folder, so many at a time, in this process.

import type { Clock } from './clock.ts';
import { type Entry, type Entries, type Line } from './entries.ts';
import { freeAt } from './ledger.ts';
import { backOff, brokenOff, isTriedAgain, type Pace, waitOf, type Work, type Working } from './queue.ts';
import type { Visited } from '../visit/visit.ts';

/** A queue of which this process is the only writer. */
export interface Owned {
  readonly entries: Entries;
  /** Keeps what happened, then takes it into the entries. Throws where it cannot be kept. */
  tell(lines: readonly Line[]): void;
  isPaused(): boolean;
}

export interface Crew extends Working {
  /** Something changed: there may be a job to begin. */
  look(): void;
  /** When the next job may begin, were there one: for the pace and waits alone. */
  free(): number;
}

/** Begins at once. */
export function crew(queue: Owned, clock: Clock, work: Work, pace: Pace | null, width: number): Crew {
  const { entries } = queue;
  const running = new Set<Promise<void>>();
  const stopped = new AbortController();
  const end = ending();
  let stopping = false;
  let forgetTimer = (): void => undefined;

  const free = (): number => Math.max(entries.heldUntil, pace === null ? 0 : paced(entries, pace, clock));

  const fail = (error: unknown): void => {
    stopping = true;
    forgetTimer();
    stopped.abort();
    end.reject(error);
  };

  const look = (): void => {
    forgetTimer();
    try {
      while (!stopping && running.size < width) {
        const now = clock.now();
        const entry = nextOf(entries, now);
        if (entry === null) return;
        // Another process may pause and resume: nobody tells us.
        const when = queue.isPaused() ? now + clock.second : Math.max(entry.until, free());
        if (when > now) {
          if (when < Infinity) forgetTimer = clock.at(when, look);
          return;
        }
        begin(entry);
      }
    } catch (error) {
      fail(error);
    }
  };

  const begin = (entry: Entry): void => {
    const reserved = pace === null || entry.job.visit.dryRun ? 0 : pace.visit;
    queue.tell([{ kind: 'begun', id: entry.job.id, reserved }]);
    const run = (async () => {
      const visited = await outcomeOf(() => work(entry.job, stopped.signal));
      queue.tell(linesAfter(entry, visited, reserved, stopped.signal.aborted, clock));
    })()
      .catch(fail)
      .then(() => {
        running.delete(run);
        if (!stopping) look();
      });
    running.add(run);
  };

  const stop = async (how: 'finish' | 'break-off'): Promise<void> => {
    stopping = true;
    forgetTimer();
    if (how === 'break-off') stopped.abort();
    while (running.size > 0) await Promise.all(running);
    end.resolve();
  };

  look();
  return { look, free, stop, done: end.promise };
}

/** The first that may begin by now, else the one that may soonest; null where none waits. */
function nextOf({ waiting }: Entries, now: number): Entry | null {
  let soonest: Entry | null = null;
  for (const entry of waiting.values()) {
    if (entry.until <= now) return entry;
    if (soonest === null || entry.until < soonest.until) soonest = entry;
  }
  return soonest;
}

function paced({ spent, active }: Entries, pace: Pace, clock: Clock): number {
  const reserved = [...active.values()].reduce((sum, each) => sum + each.reserved, 0);
  return freeAt(spent, reserved, pace, { second: clock.second, now: clock.now() });
}

interface Broken {
  readonly visited: Visited;
  /** Nobody knows what it has done. */
  readonly threw: boolean;
}

async function outcomeOf(work: () => Promise<Visited>): Promise<Broken> {
  try {
    return { visited: await work(), threw: false };
  } catch (error) {
    return { visited: brokenOff(error), threw: true };
  }
}

function linesAfter(
  { job, tries }: Entry,
  { visited, threw }: Broken,
  reserved: number,
  aborted: boolean,
  clock: Clock,
): readonly Line[] {
  const { id } = job;
  const at = clock.now();
  const known = !threw && visited.kind !== 'too-much';
  const spent = reserved === 0 ? 0 : known ? visited.writes : reserved;
  if (aborted && visited.kind !== 'outcome') return [{ kind: 'back', id, tried: false, until: 0, at, spent }];
  const wait = waitOf(visited);
  const held: readonly Line[] = wait === null ? [] : [{ kind: 'held', until: at + wait * clock.second }];
  if (!isTriedAgain(visited, tries + 1)) return [...held, { kind: 'ended', id, visited, at, spent }];
  const until = at + backOff(tries + 1) * clock.second;
  return [...held, { kind: 'back', id, tried: true, until, at, spent }];
}

function ending(): { readonly promise: Promise<void>; resolve(): void; reject(error: unknown): void } {
  const end = { resolve: (): void => undefined, reject: (_error: unknown): void => undefined };
  const promise = new Promise<void>((resolve, reject) => Object.assign(end, { resolve, reject }));
  // Whoever does not look at it learns of it from the next call.
  promise.catch(() => undefined);
  return { promise, resolve: () => end.resolve(), reject: (error) => end.reject(error) };
}
