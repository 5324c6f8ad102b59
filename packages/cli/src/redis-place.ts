// Which Redis is meant. A password is in no command line, which everybody on the machine can see.

import type { RedisPlace } from '@resession/bot/redis';
import { codeOf, nodeHost, ResessionError } from '@resession/engine';
import { UsageError } from './usage-error.ts';

const own = 'RESESSION_REDIS';
const file = 'RESESSION_REDIS_FILE';

/** The flag's, else that of the environment (which then no longer has it), else that of the file that the environment names. */
export async function takeRedis(flag: string | true | undefined): Promise<RedisPlace> {
  const kept = (process.env[own] ?? '').trim();
  Reflect.deleteProperty(process.env, own);
  const given = typeof flag === 'string' && flag !== '' ? flag : null;
  const url = given ?? (kept === '' ? fromFile(process.env[file] ?? '') : kept);
  const { redisPlace } = await import('@resession/bot/redis');
  const place = redisPlace(url);
  if (given === null || place.password === null) return place;
  throw new UsageError(
    'a password in a command line is seen by everybody on the machine',
    '--redis',
    `Set ${own} to the whole URL, or ${file} to a file with it in, and leave the URL out: --redis`,
  );
}

function fromFile(path: string): string {
  if (path === '')
    throw new UsageError(
      'nothing says which Redis',
      `--redis, ${own}, ${file}`,
      'Give a URL: --redis redis://HOST:6379',
    );
  try {
    return nodeHost.read(path, 10_000).toString('utf8').trim();
  } catch (error) {
    throw new ResessionError(
      `the file cannot be read: ${codeOf(error) ?? String(error)}`,
      path,
      `See what ${file} names.`,
    );
  }
}
