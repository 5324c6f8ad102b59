// A program with everything it starts, held to bounds of time, memory and disk, in an environment that knows little. The second
// door of the bot to processes: the engine's host starts what a user's own checkout needs, and bounds nothing but time.

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { notThere, supervised } from '@resession/engine';
import { familyOf } from './family.ts';

/** What one visit may take. */
export interface Bounds {
  readonly seconds: number;
  /** MiB of all its processes together; what they share counts for each. Watched on Linux and macOS, elsewhere Node's heap is bounded alone. */
  readonly memory: number;
  /** MiB of its scratch folder. Watched on Linux and macOS. */
  readonly disk: number;
}

export type Bound = 'time' | 'memory' | 'disk';

/** Enough for all but giants. */
export const usualBounds: Bounds = { seconds: 600, memory: 2048, disk: 2048 };

export interface Within {
  /** All that it writes lies in it: its home and its scratch, too. */
  readonly folder: string;
  readonly bounds: Bounds;
  /** When its time is over, as `performance.now()` has it: the clock of the machine may be set meanwhile. */
  readonly until: number;
  readonly signal?: AbortSignal;
  readonly cwd: string;
  /** Beside what it is given of the environment here; `undefined` takes one away. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Bounded {
  /** The bound at which it was stopped; null where it ended by itself. */
  readonly exceeded: Bound | null;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is not secret, and without which nothing runs or nobody is reached. A manifest may name any other one, and npm would read it. */
const known =
  /^(?:PATH|LANG|LC_[A-Z]+|TZ|SystemRoot|ComSpec|PATHEXT|https?_proxy|no_proxy|all_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(?:FILE|DIR)|npm_config_(?:registry|cache|userconfig|cafile|proxy|https_proxy|noproxy))$/i;

/** Runs it to its end, or to a bound. Throws what the signal was aborted with. */
export async function runBounded(argv: readonly string[], within: Within): Promise<Bounded> {
  const { signal } = within;
  signal?.throwIfAborted();
  const [program = '', ...args] = supervised(argv);
  const child = spawn(program, args, {
    cwd: within.cwd,
    env: environmentIn(within),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  // Its end is what the supervisor listens for; nothing is written to it.
  child.stdin.on('error', () => undefined);
  let exceeded: Bound | null = null;
  const stop = (bound: Bound | null): void => {
    exceeded ??= bound;
    void end(child);
  };
  const stdout = collected(child.stdout, mostSaid, () => stop('memory'));
  const stderr = collected(child.stderr, mostSaid, () => stop('memory'));
  const interrupted = (): void => stop(null);
  signal?.addEventListener('abort', interrupted, { once: true });
  const unwatch = watch(child, within, stop);
  let lingering: NodeJS.Timeout | undefined;
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
      // Who got away from it may hold its output open for ever.
      child.once('exit', () => (lingering = setTimeout(() => hangUp(child), patience)));
    });
    signal?.throwIfAborted();
    if (code === notThere) throw new Error(`spawn ${argv[0] ?? ''} ENOENT`);
    return { exceeded, code, stdout: stdout(), stderr: stderr() };
  } finally {
    unwatch();
    clearTimeout(lingering);
    signal?.removeEventListener('abort', interrupted);
  }
}

/** Milliseconds in which what a program has said comes in after its end. */
const patience = 5000;

function hangUp({ stdout, stderr }: Pick<ChildProcess, 'stdout' | 'stderr'>): void {
  for (const stream of [stdout, stderr]) stream?.destroy();
}

/** Bytes of an output that are kept; a program that says more is stopped. */
const mostSaid = 32 * 1024 * 1024;

function collected(stream: Readable, most: number, tooMuch: () => void): () => string {
  const pieces: Buffer[] = [];
  let length = 0;
  stream.on('data', (piece: Buffer) => {
    length += piece.length;
    if (length <= most) pieces.push(piece);
    else tooMuch();
  });
  return () => Buffer.concat(pieces).toString('utf8');
}

function environmentIn({ folder, bounds, env }: Within): NodeJS.ProcessEnv {
  const [home, scratch] = [path.join(folder, 'home'), path.join(folder, 'tmp')];
  for (const each of [home, scratch]) mkdirSync(each, { recursive: true });
  const taken = Object.entries(process.env).filter(([name]) => known.test(name));
  // Another one than that of the machine would be filled anew on each visit.
  const cache = process.platform === 'win32' ? {} : { npm_config_cache: path.join(os.homedir(), '.npm') };
  const heap = Math.max(256, Math.floor(bounds.memory * 0.75));
  const own = { HOME: home, USERPROFILE: home, TMPDIR: scratch, TEMP: scratch, TMP: scratch };
  const all = { ...cache, ...Object.fromEntries(taken), ...own, NODE_OPTIONS: `--max-old-space-size=${String(heap)}` };
  return { ...all, ...env } as NodeJS.ProcessEnv;
}

/** Milliseconds between two looks; the folder is looked at less often where that takes long. */
const often = 250;
const mebibyte = 1024 * 1024;

function watch(child: ChildProcess, within: Within, stop: (bound: Bound | null) => void): () => void {
  const { bounds, folder, until } = within;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  let nextDisk = performance.now() + often;
  const look = async (): Promise<void> => {
    const now = performance.now();
    if (now >= until) return stop('time');
    const family = await familyOf(child.pid ?? 0);
    if (family.reduce((sum, { memory }) => sum + memory, 0) > bounds.memory * mebibyte) return stop('memory');
    if (now >= nextDisk) {
      const size = await sizeOf(folder);
      if (size > bounds.disk * mebibyte) return stop('disk');
      nextDisk = performance.now() + Math.max(4 * often, 10 * (performance.now() - now));
    }
    if (!ended) timer = setTimeout(() => void look(), Math.min(often, Math.max(1, until - performance.now())));
  };
  timer = setTimeout(() => void look(), Math.max(0, Math.min(often, until - performance.now())));
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

/** Bytes that a folder takes, as `du` has it; zero where nobody can say. */
function sizeOf(folder: string): Promise<number> {
  return new Promise((resolve) => {
    // It fails for what vanishes while it looks, and says the rest.
    execFile('du', ['-sk', folder], (_error, stdout) => {
      const kibibytes = Number.parseInt(stdout, 10);
      resolve(Number.isNaN(kibibytes) ? 0 : kibibytes * 1024);
    });
  });
}

/** The program, the one in between, and all they have started, whatever group they are in. */
async function end(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const family = await familyOf(pid);
  if (process.platform === 'win32') execFile('taskkill', ['/pid', String(pid), '/T', '/F'], () => undefined);
  for (const each of [-pid, pid, ...family.map((one) => one.pid)]) {
    try {
      process.kill(each, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
