// The App where what it leans on fails: the API, Redis. A second of waiting takes a few milliseconds.

import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nodeHost } from '../../packages/engine/src/index.ts';
import { apiBase, serve, type Served, type Serving, usualBounds } from '../../packages/bot/src/app/index.ts';
import { wallClock } from '../../packages/bot/src/queue/index.ts';
import { redisPlace, sharedQueue } from '../../packages/bot/src/queue/redis.ts';
import { type Hub, startHub } from '../bot/hub.ts';
import { commandLine } from '../cli/command-line.ts';
import { sample } from '../cli/sample.ts';
import { startRedis } from '../redis/server.ts';
import { deliver, homeOf, newApp, secret } from './app.ts';
import { comment, push } from './payloads.ts';

// Many processes each, on machines that do other things as well.
vi.setConfig({ testTimeout: 120_000 });

const app = newApp();
const second = 10;
let hub: Hub;
let log: string;
let served: Served | null;

beforeEach(async () => {
  hub = await startHub(sample, { app });
  log = '';
  served = null;
});

afterEach(async () => {
  await served?.stop('break-off');
  await hub.stop();
});

async function start(more: Partial<Serving> = {}): Promise<{ readonly url: string }> {
  const { state } = homeOf(app);
  mkdirSync(state);
  const serving: Serving = {
    appId: String(app.id),
    privateKey: app.privateKey,
    webhookSecret: secret,
    api: apiBase(hub.api.href),
    state,
    host: '127.0.0.1',
    port: 0,
    workers: 2,
    settings: { install: false },
    bounds: usualBounds,
    command: commandLine([]),
    userAgent: 'test',
    clock: wallClock(second),
    ...more,
  };
  served = await serve(serving, nodeHost, (line) => (log += line));
  return { url: `http://127.0.0.1:${String(served.port)}` };
}

const says = (words: RegExp): Promise<void> =>
  vi.waitFor(() => expect(log).toMatch(words), { timeout: 60_000, interval: 50 });

describe('an API that is down', () => {
  it('loses no push and no comment, and is asked again a few times', async () => {
    let failing = 12;
    hub.fault = () => ((failing -= 1) > 0 ? { answer: { status: 502 } } : null);
    const running = await start();
    expect(log).toContain('the API does not say which App this is');
    expect(await deliver(running, { event: 'push', payload: push() })).toBe(202);
    await says(/acme\/client: failed: the API refuses to [^]*It is tried again[^]*acme\/client: opened #1/);
    // Nobody can say whether Ann may write: the visit will ask.
    hub.fault = () => ({ answer: { status: 502 } });
    expect(await deliver(running, { event: 'issue_comment', payload: comment('/resession close', 'ann') })).toBe(202);
    hub.fault = null;
    await says(/acme\/client: unchanged #1/);
    expect(await hub.pulls()).toHaveLength(1);
  });

  it('is not asked for ever', async () => {
    const running = await start();
    hub.fault = ({ path: route }) => (route.endsWith('/access_tokens') ? { answer: { status: 500 } } : null);
    expect(await deliver(running, { event: 'push', payload: push() })).toBe(202);
    await says(/(?:client: failed[^]*){5}/);
    hub.asked.length = 0;
    await new Promise((resolve) => setTimeout(resolve, 600 * second));
    expect(hub.asked).toEqual([]);
    expect(await hub.pulls()).toEqual([]);
    expect(log).not.toContain('client: visit begins\n'.repeat(6));
  });
});

describe('a queue in Redis', () => {
  it('is worked off by whoever is there, one visit of a repository at a time', async () => {
    const redis = await startRedis('--appendonly', 'yes');
    try {
      const told: string[] = [];
      const queue = await sharedQueue({
        place: redisPlace(redis.url),
        name: 'app-4711',
        tell: (what) => told.push(what),
        second,
      });
      const running = await start({ queue });
      // What cannot be queued is not accepted, and may come again.
      await redis.kill();
      const late = { event: 'push', payload: push(), id: 'late' };
      expect(await deliver(running, late)).toBe(500);
      await redis.start();
      expect(await deliver(running, late)).toBe(202);
      for (const _again of [1, 2, 3]) expect(await deliver(running, { event: 'push', payload: push() })).toBe(202);
      await says(/acme\/client: opened #1[^]*acme\/client: unchanged #1/);
      expect(log.match(/visit begins/g)?.length).toBeLessThanOrEqual(3);
      expect(await hub.pulls()).toHaveLength(1);
      const kept = await redis.dump();
      for (const each of [...hub.minted, secret]) expect(kept).not.toContain(each);
      await served?.stop('finish');
    } finally {
      await redis.stop();
    }
  });
});
