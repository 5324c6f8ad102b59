// A real Redis and real workers: killed, restarted, out of reach, and more of them than the pace lets work.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { usualPace } from '@resession/bot/queue';
import { redisPlace, sharedQueue, type SharedQueue } from '@resession/bot/redis';
import { job, nothing } from '../../packages/bot/src/queue/jobs.test.kit.ts';
import { type RedisServer, startRedis } from './server.ts';

let redis: RedisServer;
let names = 0;

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

interface Opened {
  readonly queue: SharedQueue;
  readonly name: string;
  readonly told: string[];
}

async function opened(server = redis): Promise<Opened> {
  const name = `faults-${String((names += 1))}`;
  const told: string[] = [];
  const place = redisPlace(server.url);
  const queue = await sharedQueue({ place, name, tell: (what) => told.push(what), second: 10, silence: 1000 });
  onTestFinished(() => queue.close());
  return { queue, name, told };
}

interface Worker {
  readonly process: ChildProcess;
  readonly begun: string[];
}

async function worker(name: string, ...args: readonly string[]): Promise<Worker> {
  const script = path.join(import.meta.dirname, 'worker.ts');
  const flags = ['--conditions=@resession/source', '--import', 'tsx', script, redis.url, name, ...args];
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  const begun: string[] = [];
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString();
    begun.splice(0, begun.length, ...[...said.matchAll(/begun (\S+)\n/g)].map(([, id]) => String(id)));
  });
  await vi.waitFor(() => expect(said).toContain('ready'), { timeout: 30_000 });
  return { process: child, begun };
}

const idsOf = async (queue: SharedQueue): Promise<string[]> => (await queue.ended()).map(({ id }) => id).sort();

describe('workers', () => {
  it('do once more what a worker was at when it was killed, and end a job that kills them all', async () => {
    const { queue, name } = await opened();
    await queue.keepPace(null);
    await queue.add(['a', 'b', 'c'].map((id) => job(id)));
    const dying = await worker(name, 'hang');
    await vi.waitFor(() => expect(dying.begun).toEqual(['a']));
    dying.process.kill('SIGKILL');
    await once(dying.process, 'exit');
    const begun: string[] = [];
    const working = queue.join(({ id }) => (begun.push(id), Promise.resolve(nothing())), 1);
    await vi.waitFor(async () => expect(await idsOf(queue)).toEqual(['a', 'b', 'c']), { timeout: 20_000 });
    expect(begun.sort()).toEqual(['a', 'b', 'c']);
    expect((await queue.ended()).find(({ id }) => id === 'a')).toMatchObject({ tries: 1 });
    await working.stop('finish');

    await queue.add([job('d')]);
    const client = new Redis({ port: redis.port });
    // As if it had been the ninth already.
    await client.hset(`resession:${name}:d`, 'stc', 9);
    client.disconnect();
    const last = await worker(name, 'hang');
    await vi.waitFor(() => expect(last.begun).toEqual(['d']));
    last.process.kill('SIGKILL');
    queue.join(({ id }) => (begun.push(id), Promise.resolve(nothing())), 1);
    await vi.waitFor(async () => expect(await idsOf(queue)).toContain('d'), { timeout: 20_000 });
    const why = 'its worker died at it, 10 times in a row';
    expect((await queue.ended()).find(({ id }) => id === 'd')).toMatchObject({
      visited: { kind: 'failed', what: why },
    });
    expect(begun).not.toContain('d');
  });

  it('keep the pace together, two processes of them', async () => {
    const { queue, name } = await opened();
    // Three visits in so long.
    const pace = { ...usualPace, minute: 6, hour: 10_000, visit: 2, longest: 20 };
    await queue.keepPace(pace);
    const apart = 27 * 10;
    const crew = await Promise.all([worker(name, 'work', '400'), worker(name, 'work', '400')]);
    const ids = Array.from({ length: 8 }, (_, at) => `r${String(at)}`);
    await queue.add(ids.map((id) => job(id)));
    await vi.waitFor(async () => expect(await idsOf(queue)).toEqual(ids), { timeout: 20_000, interval: 50 });
    expect(crew.map(({ begun }) => begun.length > 1)).toEqual([true, true]);
    // By the clock of Redis, as the limiter is: what the load of this machine does to the workers does not count.
    const client = new Redis({ port: redis.port });
    const events = await client.xrange(`resession:${name}:events`, '-', '+');
    client.disconnect();
    const times = events.filter(([, fields]) => fields[1] === 'active').map(([id]) => Number(id.split('-')[0]));
    expect(times).toHaveLength(8);
    const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(apart - 1);
  });
});

describe('Redis', () => {
  it('may be killed and started again in the middle', async () => {
    const server = await startRedis('--appendonly', 'yes', '--appendfsync', 'always');
    onTestFinished(() => server.stop());
    const { queue, told } = await opened(server);
    const ids = Array.from({ length: 20 }, (_, at) => `r${String(at).padStart(2, '0')}`);
    await queue.add(ids.map((id) => job(id)));
    const begun: string[] = [];
    const visit = async (id: string): Promise<ReturnType<typeof nothing>> => {
      begun.push(id);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return nothing();
    };
    queue.work(({ id }) => visit(id), null, 2);
    await vi.waitFor(() => expect(begun.length).toBeGreaterThan(6), { interval: 2 });
    await server.kill();
    await vi.waitFor(() => expect(told.join()).toContain('trying on'));
    const adding = queue.add([job('late')]);
    await server.start();
    await adding;
    await vi.waitFor(async () => expect(await idsOf(queue)).toEqual(['late', ...ids]), { timeout: 25_000 });
    // At work when it went away: those may have been done twice.
    expect(begun.length).toBeLessThanOrEqual(21 + 2);
    expect(new Set(begun).size).toBe(21);
  });

  it('keeps the pace when it has forgotten everything, and the jobs are handed over anew', async () => {
    const server = await startRedis();
    onTestFinished(() => server.stop());
    const { queue } = await opened(server);
    await queue.keepPace(usualPace);
    await server.kill();
    await server.start();
    await queue.add([job('a')]);
    expect(await queue.isPaced()).toBe(true);
  });

  it('may be gone for good: who works there can stop all the same', async () => {
    const server = await startRedis();
    onTestFinished(() => server.stop());
    const { queue } = await opened(server);
    await queue.add([job('a')]);
    let begun = 0;
    const working = queue.work(
      (_job, signal) => {
        begun += 1;
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
      },
      null,
      1,
    );
    await vi.waitFor(() => expect(begun).toBe(1));
    await server.kill();
    await working.stop('break-off');
    await queue.close();
  });

  it('is refused at once where it is not there, is not let in, or would lose jobs', async () => {
    const tell = (): void => undefined;
    const secret = 'pass-w0rd/of+mine';
    const open = (url: string): Promise<unknown> => sharedQueue({ place: redisPlace(url), name: 'x', tell });
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const address = nobody.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    nobody.close();
    await once(nobody, 'close');
    const url = `redis://:${encodeURIComponent(secret)}@127.0.0.1:${String(port)}/2`;
    const gone: unknown = await open(url).catch((error: unknown) => error);
    expect(gone).toMatchObject({ where: `redis://127.0.0.1:${String(port)}/2` });
    expect(String(gone)).toContain('ECONNREFUSED');

    const locked = await startRedis('--requirepass', secret);
    onTestFinished(() => locked.stop());
    await expect(open(locked.url)).rejects.toThrow('NOAUTH');
    const wrong: unknown = await open(locked.url.replace('//', '//:wr0ng-one@')).catch((error: unknown) => error);
    expect(String(wrong)).toContain('WRONGPASS');
    expect(JSON.stringify([gone, wrong])).not.toMatch(/wr0ng|pass-w0rd/);
    const queue = await sharedQueue({
      place: redisPlace(locked.url.replace('//', `//:${encodeURIComponent(secret)}@`)),
      name: 'x',
      tell,
    });
    await queue.close();

    const forgetful = await startRedis('--maxmemory', '100mb', '--maxmemory-policy', 'allkeys-lru');
    onTestFinished(() => forgetful.stop());
    await expect(open(forgetful.url)).rejects.toThrow('maxmemory-policy allkeys-lru');
  });
});
