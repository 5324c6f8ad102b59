// Which deliveries were taken, by a name that each has: one that comes a second time is refused, after a restart too.

import path from 'node:path';
import { codeOf, type Host, ResessionError } from '@resession/engine';

/** The last so many are known. */
const mostKnown = 10_000;

export interface Deliveries {
  /** Whether it was taken, or is being taken. */
  has(id: string): boolean;
  /** Is not taken a second time while the work is under way, nor once that has come to its end: then it is on the disk. */
  take<Result>(id: string, work: () => Promise<Result>): Promise<Result>;
}

/** Those that a folder remembers, which is there: the last `most` of them at least. Throws `ResessionError` where it cannot be read or written. */
export function deliveriesIn(folder: string, host: Host, most = mostKnown): Deliveries {
  const file = path.join(folder, 'deliveries');
  let known = new Set(linesOf(file, host).slice(-most));
  let added = 0;
  const compact = (): void => {
    const fresh = `${file}.new`;
    if (host.lstat(fresh) !== null) host.remove(fresh);
    host.create(fresh, Buffer.from([...known].map((id) => `${id}\n`).join('')));
    host.rename(fresh, file);
    added = 0;
  };
  const keep = (id: string): void =>
    keeping(file, () => {
      host.append(file, Buffer.from(`${id}\n`));
      known.add(id);
      added += 1;
      if (added < most) return;
      known = new Set([...known].slice(-most));
      compact();
    });
  keeping(file, compact);
  const underWay = new Set<string>();
  return {
    has: (id) => known.has(id) || underWay.has(id),
    take: async (id, work) => {
      underWay.add(id);
      try {
        const result = await work();
        keep(id);
        return result;
      } finally {
        underWay.delete(id);
      }
    },
  };
}

function linesOf(file: string, host: Host): readonly string[] {
  return keeping(file, () => {
    if (host.lstat(file) === null) return [];
    // What a kill has cut short has no end, and counts as not taken.
    return host.read(file).toString('utf8').split('\n').slice(0, -1);
  });
}

function keeping<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const what = `the deliveries cannot be kept: ${codeOf(error) ?? String(error)}`;
    throw new ResessionError(what, file, 'Make room there and the folder writable, and start again.', { cause: error });
  }
}
