// A Redis of the test's own, on a free port and with nothing on the disk unless it is asked for.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';

export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** kill -9, and the same one again: with `--appendonly yes` it knows what it knew. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Everything that is kept there, keys and values, as text. */
  dump(password?: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startRedis(...flags: readonly string[]): Promise<RedisServer> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'resession-redis-')));
  const port = await freePort();
  const usual = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
  let child: ChildProcess | null = null;
  const kill = async (): Promise<void> => {
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  const start = async (): Promise<void> => {
    child = spawn('redis-server', [...usual, ...flags], { stdio: 'ignore' });
    await answering(port);
  };
  await start();
  return {
    port,
    url: `redis://127.0.0.1:${String(port)}`,
    kill,
    start,
    dump: (password) => dumped(port, password),
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function answering(port: number): Promise<void> {
  const client = new Redis({ port, retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  // One that wants a password or loads its log answers as well.
  for (let said = ''; said !== 'PONG' && !said.startsWith('NOAUTH');)
    said = await client.ping().catch((error: unknown) => (error instanceof Error ? error.message : ''));
  client.disconnect();
}

async function dumped(port: number, password = ''): Promise<string> {
  const client = new Redis({ port, password });
  try {
    const all: unknown[] = [];
    for (const key of await client.keys('*')) {
      const kind = await client.type(key);
      const read: Readonly<Record<string, () => Promise<unknown>>> = {
        string: () => client.get(key),
        hash: () => client.hgetall(key),
        list: () => client.lrange(key, 0, -1),
        set: () => client.smembers(key),
        zset: () => client.zrange(key, '0', '-1', 'WITHSCORES'),
        stream: () => client.xrange(key, '-', '+'),
      };
      all.push([key, kind, await read[kind]?.()]);
    }
    return JSON.stringify(all);
  } finally {
    client.disconnect();
  }
}
