// A pause reaches crews on Redis while nobody conducts the campaign. With the built command (`npm run build` first).

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { redisPlace, sharedQueue } from '../../packages/bot/src/queue/redis.ts';
import { type Hub, startHub } from '../bot/hub.ts';
import { folderOf } from '../cli/sample.ts';
import { type RedisServer, startRedis } from '../redis/server.ts';
import { campaign, plan } from './campaigning.ts';

vi.setConfig({ testTimeout: 60_000 });

let hub: Hub;
let redis: RedisServer;

beforeEach(async () => {
  hub = await startHub({});
  redis = await startRedis();
});
afterEach(async () => {
  await hub.stop();
  await redis.stop();
});

it('pauses and resumes both queues', async () => {
  const folder = folderOf({});
  const planned = await plan(hub, folder, ['acme/client'], ['--format', 'json']);
  const { id } = JSON.parse(planned.stdout) as { id: string };
  const paused = async (): Promise<readonly boolean[]> => {
    const place = redisPlace(redis.url);
    const names = ['look', 'propose'].map((stage) => `campaign-${id}-${stage}`);
    const queues = await Promise.all(names.map((name) => sharedQueue({ place, name, tell: () => undefined })));
    const counts = await Promise.all(queues.map((queue) => queue.counts()));
    await Promise.all(queues.map((queue) => queue.close()));
    return counts.map((each) => each.paused);
  };
  expect(await campaign(hub, folder, ['pause', '--redis', redis.url])).toMatchObject({ code: 0, stderr: '' });
  expect(await paused()).toEqual([true, true]);
  expect(await campaign(hub, folder, ['run', '--redis', redis.url])).toMatchObject({ code: 2, stdout: '' });
  expect(await campaign(hub, folder, ['resume', '--redis', redis.url])).toMatchObject({ code: 0, stderr: '' });
  expect(await paused()).toEqual([false, false]);
});
