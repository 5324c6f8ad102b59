// Reviews for the tests: the command as a process of its own, and, where that does not matter, in this one.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { plainColors } from '../../packages/assistant/src/index.ts';
import { review } from '../../packages/cli/src/commands/review.ts';
import type { Stream } from '../../packages/cli/src/output.ts';
import { commandLine } from '../cli/command-line.ts';
import { freshEnvironment } from '../e2e/command.ts';

export interface Running {
  readonly address: string;
  /** The exit code, and what was on stdout. */
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string }>;
  /** Ends it, if it has not ended: as Ctrl-C does, or as the page would. */
  stop(): void;
}

const addressIn = (text: string): string | undefined => /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(text)?.[0];

/** Starts the command and waits for its address. */
export async function reviewProcess(folder: string): Promise<Running> {
  const [program = '', ...rest] = commandLine(['review', '--no-install', '--no-type-check']);
  const child = spawn(program, rest, { cwd: folder, env: freshEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  const address = await new Promise<string>((found, failed) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      const url = addressIn(stderr);
      if (url !== undefined) found(url);
    });
    child.on('exit', () => failed(new Error(stderr)));
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout }));
  return { address, ended, stop: () => child.kill('SIGINT') };
}

/** The same without a process. */
export async function reviewHere(folder: string): Promise<Running> {
  let [stdout, stderr] = ['', ''];
  const stream = (write: (text: string) => void): Stream => ({ colors: plainColors, isTerminal: false, write });
  let found: (address: string) => void = () => undefined;
  const told = new Promise<string>((resolve) => (found = resolve));
  const err = stream((text) => {
    stderr += text;
    const url = addressIn(stderr);
    if (url !== undefined) found(url);
  });
  const out = stream((text) => (stdout += text));
  const flags = { cwd: folder, install: false, typeCheck: false, quiet: true };
  const before = process.listeners('SIGINT');
  const ended = review([], flags, { out, err, atTerminal: false }, '0.0.0').then((code) => {
    for (const listener of process.listeners('SIGINT')) if (!before.includes(listener)) process.off('SIGINT', listener);
    return { code, stdout };
  });
  const address = await Promise.race([told, ended.then(() => '')]);
  return { address, ended, stop: () => void close(address) };
}

async function close(address: string): Promise<void> {
  const headers = { Origin: new URL(address).origin, 'Content-Type': 'application/json' };
  await fetch(new URL('close', address), { method: 'POST', headers, body: '{}' }).catch(() => undefined);
}
