// The client under BullMQ: how a Redis is reached, and whether it is one that keeps what it is given. The only module that knows it.

import { ResessionError } from '@resession/engine';
import { Redis } from 'ioredis';
import type { RedisPlace } from './redis-place.ts';

/** As both BullMQ and the client take it. */
export interface Connecting {
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: object;
  retryStrategy(times: number): number;
}

/** Reaches it again and again when it is away, every five seconds at last. */
export function connectionTo({ host, port, db, username, password, tls }: RedisPlace): Connecting {
  return {
    host,
    port,
    db,
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
    retryStrategy: (times) => Math.min(200 * 2 ** Math.min(times, 6), 5000),
  };
}

/** Milliseconds. */
const patience = 10_000;

/** Throws `ResessionError` where it is not there within seconds, does not let us in, is too old, or would lose jobs. */
export async function checkRedis(place: RedisPlace): Promise<void> {
  const client = new Redis({
    ...connectionTo(place),
    lazyConnect: true,
    connectTimeout: patience,
    commandTimeout: patience,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let why = '';
  client.on('error', (error) => (why = error.message));
  try {
    await client.connect();
    const about = await client.info();
    const field = (name: string): string => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(about)?.[1] ?? '';
    const [major = 0, minor = 0] = field('redis_version').split('.').map(Number);
    if (major < 6 || (major === 6 && minor < 2))
      throw new ResessionError(`this Redis is too old: ${field('redis_version')}`, place.shown, 'It takes 6.2.');
    const policy = field('maxmemory_policy');
    if (policy !== '' && policy !== 'noeviction')
      throw new ResessionError(
        `this Redis throws away what it has no room for (maxmemory-policy ${policy})`,
        place.shown,
        'Set maxmemory-policy to noeviction there, or jobs are lost.',
      );
  } catch (error) {
    if (error instanceof ResessionError) throw error;
    const what = why === '' && error instanceof Error ? error.message : why;
    const next = 'See that it runs and that this machine may reach it, and that user and password are right.';
    throw new ResessionError(`Redis cannot be worked with: ${what}`, place.shown, next);
  } finally {
    client.disconnect();
  }
}

/** Tells each trouble once, until another one comes, and never the password. */
export function troubles(place: RedisPlace, tell: (what: string) => void): (error: Error) => void {
  let last = '';
  return ({ message }) => {
    const [line = ''] = message.split('\n', 1);
    const secret = place.password ?? '';
    const what = `Redis (${place.shown}): ${secret === '' ? line : line.replaceAll(secret, '***')}; trying on`;
    if (what !== last) tell(what);
    last = what;
  };
}
