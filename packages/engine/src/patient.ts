// On Windows a scanner of viruses or an indexer may hold a file for a moment after it was written, and what is renamed or
// removed meanwhile is refused. Trying again is the only way (graceful-fs does the same).

import type { Host } from './host.ts';

const passing = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Milliseconds between two tries, growing; all of them together are how long anybody is waited for. */
const waits = [...Array.from({ length: 10 }, (_, index) => 10 * (index + 1)), ...Array.from({ length: 40 }, () => 100)];

/** A host that waits for others to let go of a file. Any refusal that lasts is thrown as it is. */
export function patient(host: Host, wait: (ms: number) => void = sleep): Host {
  const trying = (work: () => void): void => {
    for (const ms of waits) {
      try {
        work();
        return;
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && passing.has(String(error.code)))) throw error;
      }
      wait(ms);
    }
    work();
  };
  return {
    ...host,
    rename: (from, to) => trying(() => host.rename(from, to)),
    remove: (path) => trying(() => host.remove(path)),
    rmdir: (path) => trying(() => host.rmdir(path)),
  };
}

/** Everything that is written is written without a turn of the event loop in between. */
function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
