// `migrate bot serve`: the GitHub App, until it is stopped.

import { createPrivateKey } from 'node:crypto';
import path from 'node:path';
import { visibleLine } from '@resession/assistant';
import type { Serving } from '@resession/bot/app';
import type { RedisPlace } from '@resession/bot/redis';
import { codeOf, nodeHost, ResessionError } from '@resession/engine';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import type { Flags } from '../program.ts';
import { takeRedis } from '../redis-place.ts';
import { serveSettings } from '../serve-settings.ts';

/** Milliseconds that visits get to come to their end before they are left to the next start. */
const patience = 20_000;

/** Serves until SIGTERM or Ctrl-C; at a second one what is at work is left at once. Throws what it cannot start with. */
export async function botServe(flags: Flags, { err }: Output, version: string): Promise<ExitCode> {
  const settings = await serveSettings(flags);
  const redis = flags.redis === undefined ? null : await takeRedis(flags.redis);
  const secrets = { webhookSecret: webhookSecret(), privateKey: privateKey(flags.privateKey) };
  const bot = await import('@resession/bot/app');
  const api = bot.apiBase(settings.apiUrl ?? bot.usualApi);
  const { appId, state, port, host, workers, visits } = settings;
  const queue = redis === null ? {} : { queue: await shared(redis, appId, (line) => err.write(`${line}\n`)) };
  const serving: Serving = {
    ...{ appId, ...secrets, api, state, host, port, workers, settings: visits, ...queue },
    bounds: bot.usualBounds,
    command: [process.execPath, ...process.execArgv, ...process.argv.slice(1, 2)],
    userAgent: `resession/${version}`,
  };
  const served = await bot.serve(serving, nodeHost, (line) => err.write(line));
  const shown = host.includes(':') ? `[${host}]` : host;
  err.write(`Listening on http://${shown}:${String(served.port)}${bot.webhookPath}; Ctrl-C stops it.\n`);
  const stopped = untilStopped(async (how) => {
    err.write(how === 'finish' ? 'Stopping; what is at work comes to its end.\n' : 'Left to the next start.\n');
    await served.stop(how);
  });
  try {
    // It ends by itself only where its queue cannot be kept.
    await Promise.race([stopped, served.done.then(() => stopped)]);
    return exitCodes.clean;
  } catch (error) {
    await served.stop('break-off').catch(() => undefined);
    throw error;
  }
}

/** Resolves when it has stopped. */
function untilStopped(stop: (how: 'finish' | 'break-off') => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    let asked = 0;
    const onSignal = (): void => {
      asked += 1;
      if (asked > 2) return;
      stop(asked === 1 ? 'finish' : 'break-off').then(resolve, reject);
      if (asked === 1) setTimeout(onSignal, patience).unref();
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}

async function shared(
  place: RedisPlace,
  appId: string,
  tell: (line: string) => void,
): Promise<NonNullable<Serving['queue']>> {
  const { sharedQueue } = await import('@resession/bot/redis');
  return sharedQueue({ place, name: `app-${appId}`, tell: (what) => tell(visibleLine(what)) });
}

/** Out of the environment too: what is started from here on has no business with it. */
function taken(name: string): string | null {
  const value = process.env[name]?.trim() ?? '';
  Reflect.deleteProperty(process.env, name);
  return value === '' ? null : value;
}

function webhookSecret(): string {
  const secret = taken('RESESSION_WEBHOOK_SECRET');
  // Whoever guesses it can have any repository visited.
  if (secret !== null && secret.length >= 16) return secret;
  const what = secret === null ? 'there is no secret for the webhook' : 'the secret of the webhook is too short';
  throw new ResessionError(what, 'RESESSION_WEBHOOK_SECRET', 'Set one of 16 characters or more, here and in the App.');
}

function privateKey(file: string | undefined): string {
  const given = taken('RESESSION_PRIVATE_KEY');
  const place = file === undefined ? 'RESESSION_PRIVATE_KEY' : visibleLine(file);
  const text = file === undefined ? given?.replaceAll('\\n', '\n') : readKey(file, place);
  const next = 'Generate a private key in the settings of the App, and name its file with --private-key.';
  if (text === undefined) throw new ResessionError('there is no private key', place, next);
  try {
    if (createPrivateKey(text).asymmetricKeyType === 'rsa') return text;
  } catch {
    // What OpenSSL says of it may quote it.
  }
  throw new ResessionError('that is no private key of an App', place, next);
}

/** More is no key. */
const largestKey = 64 * 1024;

function readKey(file: string, place: string): string {
  try {
    return nodeHost.read(path.resolve(file), largestKey).toString('utf8');
  } catch (error) {
    throw new ResessionError(`the private key cannot be read: ${codeOf(error) ?? 'no file'}`, place, 'Check the path.');
  }
}
