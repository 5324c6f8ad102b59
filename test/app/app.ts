// The App as a process of its own, and webhooks as GitHub posts them.

import { spawn } from 'node:child_process';
import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandLine } from '../cli/command-line.ts';
import { folderOf } from '../cli/sample.ts';
import { freshEnvironment } from '../e2e/command.ts';
import type { Hub, InstalledApp } from '../bot/hub.ts';

export const secret = "It's a Secret to Everybody";

/** An App with a key of its own, as GitHub hands it out (PKCS#1). */
export function newApp(): InstalledApp {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return { id: 4711, privateKey };
}

export interface Running {
  readonly url: string;
  /** All that it has printed. */
  log(): string;
  /** Resolves once it has printed that, so many times. */
  says(words: string | RegExp, times?: number): Promise<void>;
  /** With what it ended: a code or a signal. */
  stop(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | string | null>;
}

/** Where an App keeps its key and its state. */
export interface Home {
  readonly key: string;
  readonly state: string;
}

export function homeOf({ privateKey }: InstalledApp): Home {
  const folder = folderOf({});
  const key = path.join(folder, 'key.pem');
  writeFileSync(key, privateKey, { mode: 0o600 });
  return { key, state: path.join(folder, 'state') };
}

const running = new Set<Running>();

/** Ends what a test has left. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((each) => each.stop('SIGKILL')));
}

/** Starts it, and waits until it listens. */
export async function startApp(
  hub: Hub,
  { id }: InstalledApp,
  home: Home,
  ...flags: readonly string[]
): Promise<Running> {
  const place = ['--private-key', home.key, '--state', home.state, '--api-url', hub.api.href, '--port', '0'];
  const args = ['bot', 'serve', '--app-id', String(id), ...place, '--no-install', ...flags];
  const [program = '', ...argv] = commandLine(args);
  const env = { ...freshEnvironment(), RESESSION_WEBHOOK_SECRET: secret };
  const child = spawn(program, argv, { cwd: path.dirname(home.key), env, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  const listeners = new Set<() => void>();
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
    listeners.forEach((look) => look());
  });
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('close', (code, signal) => {
      running.delete(self);
      resolve(signal ?? code);
      listeners.forEach((look) => look());
    }),
  );
  const self: Running = {
    get url() {
      return /http:\/\/127\.0\.0\.1:\d+/.exec(log)?.[0] ?? '';
    },
    log: () => log,
    says: (words, times = 1) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const count = log.split(words).length - 1;
          if (count >= times) resolve();
          else if (child.exitCode !== null || child.signalCode !== null) reject(new Error(`it ended: ${log}`));
          else return;
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      }),
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
  running.add(self);
  await self.says('Listening on');
  return self;
}

export interface Delivery {
  readonly event: string;
  readonly payload: object | string;
  readonly id?: string;
  /** In place of those that GitHub sends. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly path?: string;
}

export const signed = (body: string, with_ = secret): string =>
  `sha256=${createHmac('sha256', with_).update(body).digest('hex')}`;

const timed = (payload: object, time: string): object =>
  Array.isArray(payload) ? payload : { ...payload, pushed_at: time };

/** Posts it, and gives the status of the answer. */
export async function deliver({ url }: Pick<Running, 'url'>, delivery: Delivery): Promise<number> {
  const { event, payload, id = randomUUID(), headers = {}, method = 'POST', path: at = '/webhook' } = delivery;
  // No two of GitHub's hold the same times.
  const body = typeof payload === 'string' ? payload : JSON.stringify(timed(payload, id));
  const response = await fetch(`${url}${at}`, {
    method,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/044aadd',
      'x-github-delivery': id,
      'x-github-event': event,
      'x-github-hook-id': '292430182',
      'x-hub-signature-256': signed(body),
      ...headers,
    },
    ...(method === 'POST' ? { body } : {}),
  });
  await response.text();
  return response.status;
}
