// kill -9 of the one process of a queue in a folder, at each step it takes on the disk, and in the middle of a line.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { nodeHost } from '@resession/engine';
import { build } from 'tsdown';
import { beforeAll, expect, it, vi } from 'vitest';
import { wallClock } from './clock.ts';
import { folderQueue } from './folder.ts';
import type { Queue } from './queue.ts';
import { job, nothing } from './jobs.test.kit.ts';
import { folder } from './queue.test.kit.ts';

/** Adds three jobs and works them off. `b` fails once in a passing way. Of the line at which it is killed, half is written. */
const script = `
import fs from 'node:fs';
import { nodeHost } from './engine.js';
import { folderQueue } from './folder.js';
import { wallClock } from './clock.js';
import { job, nothing, failed } from './jobs.js';
const [place, killAt] = process.argv.slice(2);
let steps = 0;
const counted = (name) => (...args) => {
  if (++steps !== Number(killAt)) return nodeHost[name](...args);
  if (name === 'append') fs.appendFileSync(args[0], args[1].subarray(0, args[1].length / 2));
  process.kill(process.pid, 'SIGKILL');
};
const host = { ...nodeHost };
for (const name of ['create', 'append', 'rename', 'mkdir', 'remove', 'rmdir']) host[name] = counted(name);
const queue = folderQueue(place + '/queue', host, wallClock(1));
await queue.add(['a', 'b', 'c'].map((id) => job(id)));
fs.writeFileSync(place + '/added', '');
let failures = 0;
const work = async ({ id }) => {
  fs.appendFileSync(place + '/visits', id);
  return id === 'b' && failures++ === 0 ? failed(true) : nothing();
};
const working = queue.work(work, null, 2);
while ((await queue.counts()).ended < 3) await new Promise((resolve) => setTimeout(resolve, 2));
await working.stop('finish');
await queue.close();
`;

let built = '';

beforeAll(async () => {
  built = fs.mkdtempSync(path.join(import.meta.dirname, '../../../../node_modules/.queue-'));
  const from = (name: string): string => path.join(import.meta.dirname, name);
  // Of the engine only what a queue needs, or every child would load all of it.
  const engine = path.join(built, 'engine.ts');
  const parts = ['error', 'host', 'lock'].map((name) => from(`../../../engine/src/${name}.ts`));
  fs.writeFileSync(engine, parts.map((part) => `export * from ${JSON.stringify(part)};\n`).join(''));
  await build({
    entry: { folder: from('folder.ts'), clock: from('clock.ts'), jobs: from('jobs.test.kit.ts'), engine },
    outDir: built,
    clean: false,
    format: 'esm',
    dts: false,
    config: false,
    logLevel: 'silent',
    alias: { '@resession/engine': engine },
    platform: 'node',
    outExtensions: () => ({ js: '.js' }),
  });
  fs.writeFileSync(path.join(built, 'package.json'), '{"type":"module"}');
  fs.writeFileSync(path.join(built, 'child.js'), script);
  return () => fs.rmSync(built, { recursive: true, force: true });
});

/** Whether it was killed. */
async function run(place: string, killAt: number): Promise<boolean> {
  const args = [path.join(built, 'child.js'), place, String(killAt)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(code === 0 || signal === 'SIGKILL', `exit ${String(code)}`).toBe(true);
  return signal === 'SIGKILL';
}

const jobs = ['a', 'b', 'c'];
const endedIn = async (queue: Queue): Promise<readonly string[]> => (await queue.ended()).map(({ id }) => id).sort();

it('loses no job and forgets no end, whenever it is killed', async () => {
  let killAt = 0;
  for (let killed = true; killed;) {
    killAt += 1;
    const place = folder();
    killed = await run(place, killAt);
    const visits: string[] = fs.existsSync(path.join(place, 'visits'))
      ? [...fs.readFileSync(path.join(place, 'visits'), 'utf8')]
      : [];
    const queue = folderQueue(path.join(place, 'queue'), nodeHost, wallClock(1));
    // Once `add` has returned, all of them are there.
    if (fs.existsSync(path.join(place, 'added'))) {
      const { waiting, active, delayed, ended } = await queue.counts();
      expect(waiting + active + delayed + ended).toBe(3);
    }
    const before = await endedIn(queue);
    await queue.add(jobs.map((id) => job(id)));
    const { stop } = queue.work(({ id }) => (visits.push(id), Promise.resolve(nothing())), null, 2);
    await vi.waitFor(async () => expect(await endedIn(queue)).toEqual(jobs), { interval: 2 });
    await stop('finish');
    await queue.close();
    for (const id of jobs) {
      const most = (before.includes(id) ? 1 : 2) + (id === 'b' ? 1 : 0);
      // What had ended is not visited again; what was at work may be, once.
      expect(visits.filter((each) => each === id).length, `${id} of ${visits.join('')}`).toBeLessThanOrEqual(most);
    }
  }
  expect(killAt).toBeGreaterThan(12);
});
