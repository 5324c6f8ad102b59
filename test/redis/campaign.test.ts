// A campaign on Redis with the built command (`npm run build` first): one process conducts, others work, and die.

import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { type Hub, startHub } from '../bot/hub.ts';
import { campaign, kindsOf, plan, statusIn } from '../campaign/campaigning.ts';
import { folderOf, sample } from '../cli/sample.ts';
import { freshEnvironment } from '../e2e/command.ts';
import { type RedisServer, startRedis } from './server.ts';

// Many processes each, on machines that do other things as well.
vi.setConfig({ testTimeout: 180_000 });

const bin = fileURLToPath(new URL('../../packages/cli/bin/migrate.js', import.meta.url));
const password = 'Redis-pass+word/1';

let hub: Hub;
let redis: RedisServer;
let url: string;

beforeEach(async () => {
  hub = await startHub(sample, { names: ['a', 'b'] });
  redis = await startRedis('--requirepass', password);
  url = redis.url.replace('//', `//:${encodeURIComponent(password)}@`);
});
afterEach(async () => {
  await hub.stop();
  await redis.stop();
});

interface Started {
  readonly process: ChildProcess;
  /** All that it has said, on either stream. */
  said(): string;
  readonly end: Promise<number | string | null>;
}

function started(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, [bin, 'campaign', ...args], {
    cwd: folder,
    env: { ...freshEnvironment(), GITHUB_API_URL: hub.api.href, RESESSION_TOKEN: hub.token, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (said += piece.toString()));
  const end = new Promise<number | string | null>((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? code)),
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  return { process: child, said: () => said, end };
}

it('is carried out by whoever is left of its workers, with one pull request for each repository', async () => {
  const folder = folderOf({});
  const elsewhere = folderOf({});
  const names = ['a', 'b'];
  expect(
    await plan(
      hub,
      folder,
      names.map((name) => `acme/${name}`),
      ['--canary', '2'],
    ),
  ).toMatchObject({ code: 0 });
  const env = { RESESSION_REDIS: url };
  const killed = started(folder, ['run', '--redis'], env);
  await vi.waitFor(() => expect(killed.said()).toMatch(/--campaign [0-9a-f]{10}/), { timeout: 30_000 });
  killed.process.kill('SIGKILL');
  expect(await killed.end).toBe('SIGKILL');
  const conductor = started(folder, ['run', '--redis'], env);
  await vi.waitFor(() => expect(conductor.said()).toMatch(/--campaign [0-9a-f]{10}/), { timeout: 30_000 });
  const id = /--campaign ([0-9a-f]{10})/.exec(conductor.said())?.[1] ?? '';

  const kept = path.join(elsewhere, 'redis-url');
  writeFileSync(kept, `${url}\n`);
  const worker = (): Started =>
    started(elsewhere, ['work', '--campaign', id, '--workers', '1', '--redis'], { RESESSION_REDIS_FILE: kept });
  const leaving = worker();
  await vi.waitFor(() => expect(leaving.said()).toContain('to be proposed'), { timeout: 60_000 });
  leaving.process.kill('SIGTERM');
  expect(await leaving.end).toBe(0);
  const others = [worker(), worker()];

  expect(await conductor.end).toBe(0);
  for (const name of names) expect(await hub.pulls('all', name)).toHaveLength(1);
  expect(kindsOf(await statusIn(hub, folder))).toEqual({ opened: 2 });
  for (const { process } of others) process.kill('SIGTERM');
  expect(await Promise.all(others.map(({ end }) => end))).toEqual([0, 0]);

  const all = [killed, conductor, leaving, ...others].map(({ said }) => said()).join('');
  for (const secret of [hub.token, password, encodeURIComponent(password)]) {
    expect(all).not.toContain(secret);
    expect(await redis.dump(password)).not.toContain(secret);
  }
});

it('takes no password from a command line, and says what is missing', async () => {
  const folder = folderOf({});
  const work = (args: readonly string[]): ReturnType<typeof campaign> =>
    campaign(hub, folder, ['work', '--campaign', '0123456789', ...args]);
  const refused = await work(['--redis', url]);
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('RESESSION_REDIS') as string });
  expect(refused.stderr).not.toMatch(/Redis-pass|word.1/);
  expect((await work([])).stderr).toContain('nothing says which Redis');
  const closed = await work(['--redis', redis.url]);
  expect(closed).toMatchObject({ code: 2, stderr: expect.stringContaining('NOAUTH') as string });
});
