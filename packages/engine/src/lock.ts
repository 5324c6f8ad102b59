// One writer at a time. A lock is an empty file whose name says who holds it, so that taking it is one atomic step.

import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { ResessionError } from './error.ts';
import { codeOf, type Host } from './host.ts';

const attempts = 4;

/** What this process holds: where every process has the same number, as in a container, that alone tells nothing. */
const held = new Set<string>();

/** Holds the lock of `folder` (made when missing, removed when left empty) while `work` runs. */
export async function withLock<Result>(folder: string, host: Host, work: () => Promise<Result>): Promise<Result> {
  const mine = await take(folder, host);
  try {
    return await work();
  } finally {
    held.delete(path.basename(mine));
    removeIfThere(mine, host);
    removeIfEmpty(folder, host);
  }
}

async function take(folder: string, host: Host): Promise<string> {
  let holder: string | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    // Two that start in the same instant see each other and both step back; the odds of meeting again are slim.
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 150));
    const mine = tryToTake(folder, host);
    if (mine === null) continue;
    holder = otherHolder(folder, mine, host);
    if (holder === undefined) return mine;
    held.delete(path.basename(mine));
    removeIfThere(mine, host);
  }
  removeIfEmpty(folder, host);
  const { pid = '?', machine = '?' } = holder === undefined ? {} : holderOf(holder);
  throw new ResessionError(
    `another run is writing here (process ${pid} on ${machine})`,
    holder === undefined ? folder : path.join(folder, holder),
    'Wait for it to end and run again. If no such process exists, delete that file.',
  );
}

/** Null when a run that just ended took the folder away. */
function tryToTake(folder: string, host: Host): string | null {
  const { pid, hostname } = host.self;
  const mine = path.join(folder, `lock.${String(pid)}.${hostname.replaceAll(/[^\w-]/g, '_')}.${randomUUID()}`);
  try {
    if (host.lstat(folder) === null) host.mkdir(folder);
    host.create(mine, new Uint8Array());
    held.add(path.basename(mine));
    return mine;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'EEXIST') return null;
    throw new ResessionError(`cannot keep a journal: ${codeOf(error) ?? String(error)}`, folder, whereToWrite, {
      cause: error,
    });
  }
}

const whereToWrite = 'The journal that undo needs is kept there: make the folder writable and run again.';

/** The first live lock that is not ours; those of dead processes of this machine are swept away. */
function otherHolder(folder: string, mine: string, host: Host): string | undefined {
  const locks = host.readdir(folder).filter((name) => name.startsWith('lock.') && name !== path.basename(mine));
  return locks.find((name) => {
    const { pid, machine } = holderOf(name);
    const here = machine === holderOf(path.basename(mine)).machine;
    const dead = here && (Number(pid) === host.self.pid ? !held.has(name) : !host.alive(Number(pid)));
    // The name is unique to that process, so this never takes away the lock of another one.
    if (dead) removeIfThere(path.join(folder, name), host);
    return !dead;
  });
}

function holderOf(name: string): { readonly pid?: string; readonly machine?: string } {
  const [, pid, machine] = name.split('.');
  return pid === undefined || machine === undefined ? {} : { pid, machine };
}

function removeIfThere(file: string, host: Host): void {
  try {
    host.remove(file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function removeIfEmpty(folder: string, host: Host): void {
  try {
    if (host.readdir(folder).length === 0) host.rmdir(folder);
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
}
