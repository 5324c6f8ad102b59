// Lines that are only added to, each on the disk before it counts. What a kill -9 cuts short is a last line without an end: it never
// counted, and goes.

import path from 'node:path';
import { codeOf, type Host, ResessionError } from '@resession/engine';

/** The first line, so that another kind of file is not taken for one of these. */
const heading = JSON.stringify({ resession: 'queue', schema: 1 });

/** Bytes. Ten thousand jobs that were tried five times each stay far below it. */
const largest = 1024 * 1024 * 1024;

export interface Log {
  /** Throws `ResessionError` where the disk does not take them; then nothing of them is there. */
  add(lines: readonly unknown[]): void;
  /** These in the place of all that is there, at once. */
  rewrite(lines: readonly unknown[]): void;
}

/** What is in a log, oldest first; nothing where there is none. Throws `ResessionError` where it is damaged. */
export function readLog(file: string, host: Host): readonly unknown[] {
  if (host.lstat(file) === null) return [];
  const text = host.read(file, largest).toString('utf8');
  const [first, ...lines] = text.split('\n');
  if (first !== heading) throw damaged(file, 1);
  // Behind the last end of a line there is nothing, or what does not count.
  return lines.slice(0, -1).map((line, at) => {
    try {
      return JSON.parse(line) as unknown;
    } catch {
      throw damaged(file, at + 2);
    }
  });
}

function damaged(file: string, line: number): ResessionError {
  return new ResessionError(
    `the log of the queue is damaged at line ${String(line)}`,
    file,
    'Move it away and start again: what has been proposed is found again on the code host.',
  );
}

/** A log that is written; whoever writes holds the lock of its folder. `rewrite` makes it. */
export function writtenLog(file: string, host: Host): Log {
  const bytes = (lines: readonly unknown[]): Uint8Array =>
    Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), 'utf8');
  const writing = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      const next = 'Make room there and the folder writable, and start again: it goes on where it was.';
      const what = `the queue cannot be kept: ${codeOf(error) ?? String(error)}`;
      throw new ResessionError(what, file, next, { cause: error });
    }
  };
  return {
    add: (lines) => writing(() => host.append(file, bytes(lines))),
    rewrite: (lines) =>
      writing(() => {
        const fresh = path.join(path.dirname(file), `${path.basename(file)}.new`);
        if (host.lstat(fresh) !== null) host.remove(fresh);
        host.create(fresh, Buffer.concat([Buffer.from(`${heading}\n`), bytes(lines)]));
        host.rename(fresh, file);
      }),
  };
}
