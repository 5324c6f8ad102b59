// One writer at a time, and no lock that outlives its process.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeHost, type Host } from './host.ts';
import { withLock } from './lock.ts';
import { folder } from './sandbox.test.kit.ts';

/** A lock of a real process, which dies when asked. */
async function held(place: string): Promise<{ readonly pid: number; die(): Promise<void> }> {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(other, 'spawn');
  await withLock(place, { ...nodeHost, self: { ...nodeHost.self, pid: Number(other.pid) } }, () => {
    const [name] = fs.readdirSync(place);
    fs.copyFileSync(path.join(place, String(name)), path.join(place, `${String(name)}-kept`));
    return Promise.resolve();
  });
  return {
    pid: Number(other.pid),
    die: async () => {
      other.kill('SIGKILL');
      await once(other, 'exit');
    },
  };
}

describe('withLock', () => {
  it('refuses while a live process holds it, naming it, and takes over when that one is dead', async () => {
    const place = path.join(folder(), 'journal');
    const other = await held(place);
    const error: unknown = await withLock(place, nodeHost, () => Promise.resolve()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ what: expect.stringContaining(`process ${String(other.pid)} on `) as string });
    expect(fs.readdirSync(place)).toHaveLength(1);
    await other.die();
    expect(await withLock(place, nodeHost, () => Promise.resolve(fs.readdirSync(place).length))).toBe(1);
    expect(fs.existsSync(place)).toBe(false);
  });

  it('never takes the lock of another machine for dead', async () => {
    const place = path.join(folder(), 'journal');
    const other = await held(place);
    await other.die();
    const elsewhere: Host = { ...nodeHost, self: { pid: 1, hostname: 'elsewhere' } };
    await expect(withLock(place, elsewhere, () => Promise.resolve())).rejects.toThrow('another run is writing');
  });

  it('takes over from a process that had our number, as the only process of a container has, but not from ourselves', async () => {
    const place = path.join(folder(), 'journal');
    let left = '';
    await withLock(place, nodeHost, () => Promise.resolve((left = String(fs.readdirSync(place)[0]))));
    fs.mkdirSync(place);
    fs.writeFileSync(path.join(place, left), '');
    await withLock(place, nodeHost, async () => {
      await expect(withLock(place, nodeHost, () => Promise.resolve())).rejects.toThrow('another run is writing');
    });
    expect(fs.existsSync(place)).toBe(false);
  });

  it('lets go when the work throws', async () => {
    const place = path.join(folder(), 'journal');
    await expect(withLock(place, nodeHost, () => Promise.reject(new Error('work')))).rejects.toThrow('work');
    expect(fs.existsSync(place)).toBe(false);
  });

  it('never lets two in at once, however many try', async () => {
    const place = path.join(folder(), 'journal');
    let inside = 0;
    let most = 0;
    const tries = Array.from({ length: 12 }, () =>
      withLock(place, nodeHost, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside -= 1;
      }),
    );
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(most).toBe(1);
  });
});
