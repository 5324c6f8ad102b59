// The only module of the engine that touches the file system or child processes.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { patient } from './patient.ts';
import { notThere, supervised } from './supervised.ts';

export interface FileStat {
  readonly kind: 'file' | 'directory' | 'symlink' | 'other';
  readonly size: number;
  /** Permission bits, as in `stat.mode & 0o7777`. */
  readonly mode: number;
  /** Whose file it is; absent where the system knows no owners. */
  readonly owner?: Owner;
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** What a new file takes over from the one it will replace. The owner is set where the system lets us, else left. */
export interface CreateOptions {
  readonly mode?: number;
  readonly owner?: Owner;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly inherit?: boolean;
  /** Milliseconds until the program is stopped; its code is then null. */
  readonly timeout?: number;
  /** Variables beside those of this process; `undefined` takes one away. What is secret goes here, never into argv. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What may be laid into a scratch folder. Paths are relative to it; their folders are made. */
export interface Scratch {
  /** Over what is there; never through a link. */
  put(path: string, bytes: Uint8Array): void;
  /** The bytes of a file (absolute), shared with it where the file system can. */
  copy(from: string, path: string): void;
  /** A link to a file or folder (absolute). */
  link(target: string, path: string): void;
}

/** The world as the engine sees it. Paths are absolute. Reads throw the system's error with its `code`. */
export interface Host {
  /** Not following a symlink at the last segment; null where nothing is there. */
  lstat(path: string): FileStat | null;
  realpath(path: string): string;
  readdir(path: string): readonly string[];
  /** A whole file. Throws `EFBIG` for one of more than `most` bytes (`largestRead`), and takes nothing but files (`EISDIR`). */
  read(path: string, most?: number): Buffer;
  /**
   * Fills `into` from an offset of the file, its start unless said, and returns the file's size, which may be more than was
   * filled in. Follows no symlink (`ELOOP`) and takes nothing but files (`EISDIR`).
   */
  readInto(path: string, into: Buffer, from?: number): number;
  /** Temp file in the same folder, fsync, rename; keeps `mode` when given, else the old file's. Never through a symlink. */
  write(path: string, bytes: Uint8Array, mode?: number): Promise<void>;
  /**
   * Creates a file that must not be there yet (`EEXIST`, dangling symlinks included), writes and fsyncs it. What was
   * created is removed again when the writing fails.
   */
  create(path: string, bytes: Uint8Array, options?: CreateOptions): void;
  /** Behind what is in a file that is there (`ENOENT`), with fsync. Where it fails, the file is as long as before. Follows no symlink. */
  append(path: string, bytes: Uint8Array): void;
  /** Renames within one folder, over what is there, and fsyncs the folder. */
  rename(from: string, to: string): void;
  /** One folder; its parent exists. */
  mkdir(path: string): void;
  /** One file or symlink, never a folder. */
  remove(path: string): void;
  /** One folder that is empty, else `ENOTEMPTY`. */
  rmdir(path: string): void;
  /**
   * Runs argv without a shell; never throws on a non-zero exit, throws when the program is not there. With `inherit`
   * everything the program prints goes to stderr, since stdout is for data, and it does not outlive this process.
   */
  run(argv: readonly string[], options: RunOptions): Promise<Finished>;
  /**
   * Lays files (by relative path) into a fresh folder outside any project, hands its real path to `work` and removes it
   * with everything in it once that has ended, however it ended.
   */
  inScratch<Result>(
    files: ReadonlyMap<string, string>,
    work: (folder: string, scratch: Scratch) => Promise<Result>,
  ): Promise<Result>;
  now(): Date;
  /** This process, for locks. */
  readonly self: { readonly pid: number; readonly hostname: string };
  /** Whether a process of this machine runs, another user's included. */
  alive(pid: number): boolean;
}

/** No file is taken into memory whole that has more bytes. */
export const largestRead = 64 * 1024 * 1024;

/** The system's name for what went wrong (`ENOENT`), if it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const nothingThere = new Set(['ENOENT', 'ENOTDIR']);

function lstat(file: string): FileStat | null {
  try {
    const stat = fs.lstatSync(file);
    const kind = stat.isFile()
      ? 'file'
      : stat.isDirectory()
        ? 'directory'
        : stat.isSymbolicLink()
          ? 'symlink'
          : 'other';
    const owner = process.platform === 'win32' ? {} : { owner: { uid: stat.uid, gid: stat.gid } };
    return { kind, size: stat.size, mode: stat.mode & 0o7777, ...owner };
  } catch (error) {
    if (nothingThere.has(codeOf(error) ?? '')) return null;
    throw error;
  }
}

const { O_RDONLY, O_RDWR, O_APPEND, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;

function read(file: string, most = largestRead): Buffer {
  // A named pipe that nobody writes to would otherwise hold the run for ever.
  const descriptor = fs.openSync(file, O_RDONLY | O_NONBLOCK);
  try {
    const stat = fs.fstatSync(descriptor);
    if (!stat.isFile()) throw Object.assign(new Error(`${file} is not a file`), { code: 'EISDIR' });
    if (stat.size > most)
      throw Object.assign(new Error(`EFBIG: ${String(stat.size)} bytes in ${file}`), { code: 'EFBIG' });
    return fs.readFileSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

function readInto(file: string, into: Buffer, from = 0): number {
  const descriptor = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    let filled = 0;
    while (filled < into.length) {
      const count = fs.readSync(descriptor, into, filled, into.length - filled, from === 0 ? null : from + filled);
      if (count === 0) break;
      filled += count;
    }
    if (from === 0 && filled > 0 && filled < into.length) return filled;
    // Nothing in it, or more than there is room for: it may be no file at all. To ask every time costs a third of a scan.
    const stat = fs.fstatSync(descriptor);
    if (!stat.isFile()) throw Object.assign(new Error(`${file} is not a file`), { code: 'EISDIR' });
    return Math.max(from + filled, stat.size);
  } finally {
    fs.closeSync(descriptor);
  }
}

function create(file: string, bytes: Uint8Array, options: CreateOptions = {}): void {
  const descriptor = fs.openSync(file, 'wx');
  try {
    fs.writeFileSync(descriptor, bytes);
    // Before the mode: a change of owner drops the set-id bits.
    if (options.owner !== undefined) giveTo(descriptor, options.owner);
    if (options.mode !== undefined) fs.fchmodSync(descriptor, options.mode);
    fs.fsyncSync(descriptor);
    fs.closeSync(descriptor);
  } catch (error) {
    fs.closeSync(descriptor);
    fs.rmSync(file, { force: true });
    throw error;
  }
}

function append(file: string, bytes: Uint8Array): void {
  const descriptor = fs.openSync(file, O_RDWR | O_APPEND | O_NOFOLLOW);
  try {
    const { size } = fs.fstatSync(descriptor);
    try {
      fs.writeFileSync(descriptor, bytes);
      fs.fsyncSync(descriptor);
    } catch (error) {
      fs.ftruncateSync(descriptor, size);
      throw error;
    }
  } finally {
    fs.closeSync(descriptor);
  }
}

function giveTo(descriptor: number, { uid, gid }: Owner): void {
  try {
    fs.fchownSync(descriptor, uid, gid);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') throw error;
  }
}

function rename(from: string, to: string): void {
  fs.renameSync(from, to);
  // Windows cannot open a folder; its rename is durable without.
  if (process.platform === 'win32') return;
  const descriptor = fs.openSync(path.dirname(to), 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

async function write(file: string, bytes: Uint8Array, mode?: number): Promise<void> {
  const there = lstat(file);
  if (there !== null && there.kind !== 'file') throw new Error(`${file} is a ${there.kind}, not a file`);
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.resession-tmp`);
  fs.rmSync(temporary, { force: true });
  create(temporary, bytes, { ...there, ...(mode === undefined ? {} : { mode }) });
  rename(temporary, file);
}

/** A process of another user cannot be signalled, but it is there. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What a hook or an outer git has set would point our git at another repository. */
const outerGit = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY'];

const environment = {
  ...Object.fromEntries(outerGit.map((name) => [name, undefined])),
  GIT_OPTIONAL_LOCKS: '0',
} as unknown as NodeJS.ProcessEnv;

/** The program and, in a group of its own, everything it has started. */
function stopAll(pid: number | undefined, grouped: boolean): void {
  if (pid === undefined) return;
  try {
    process.kill(grouped ? -pid : pid, 'SIGKILL');
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

/** Git is a script on no system and asked at every start: what Node has loaded by then is enough for it. */
function collected(program: string, args: readonly string[], { cwd, env: more }: RunOptions): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...environment, ...more };
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    child.once('error', reject);
    // Without a handle to spare there are none, whatever the types say; the error is on its way.
    const streams: readonly (Readable | null | undefined)[] = [child.stdout, child.stderr];
    const [stdout, stderr] = streams.map((stream) => {
      const pieces: Buffer[] = [];
      stream?.on('data', (piece: Buffer) => pieces.push(piece));
      return () => Buffer.concat(pieces).toString('utf8');
    });
    child.once('close', (code) => resolve({ code, stdout: stdout?.() ?? '', stderr: stderr?.() ?? '' }));
  });
}

async function run(argv: readonly string[], options: RunOptions): Promise<Finished> {
  const [asked, ...questions] = argv;
  if (asked === 'git' && options.inherit !== true && options.timeout === undefined) {
    return collected(asked, questions, options);
  }
  const watched = options.inherit === true && process.platform !== 'win32';
  const grouped = options.timeout !== undefined && process.platform !== 'win32';
  const [program, ...args] = watched ? supervised(argv) : argv;
  if (program === undefined) throw new Error('nothing to run');
  const { x } = await import('tinyexec');
  // nodePath would put the consumer's node_modules/.bin before the system's programs.
  const child = x(program, args, {
    nodePath: false,
    nodeOptions: {
      cwd: options.cwd,
      env: { ...environment, ...options.env },
      detached: watched || grouped,
      stdio: options.inherit ? [watched ? 'pipe' : 'ignore', 2, 2] : ['ignore', 'pipe', 'pipe'],
    },
  });
  // Without an encoding on the stream a character split between two chunks is lost.
  child.process?.stdout?.setEncoding('utf8');
  child.process?.stderr?.setEncoding('utf8');
  // In a process group of its own it does not hear the terminal.
  const interrupt = (): void => void child.process?.kill('SIGINT');
  if (watched) process.on('SIGINT', interrupt);
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    stopAll(child.pid, grouped);
  };
  const timer = options.timeout === undefined ? undefined : setTimeout(stop, options.timeout);
  // Out of the terminal's reach, it must not outlive this process.
  if (grouped) process.on('exit', stop);
  try {
    const { stdout, stderr, exitCode } = await child;
    if (watched && exitCode === notThere)
      throw Object.assign(new Error(`${String(argv[0])}: ENOENT`), { code: 'ENOENT' });
    return { code: stopped ? null : (exitCode ?? null), stdout, stderr };
  } finally {
    clearTimeout(timer);
    process.off('SIGINT', interrupt);
    process.off('exit', stop);
  }
}

function scratchIn(folder: string): Scratch {
  const place = (name: string): string => {
    const at = path.join(folder, name);
    if (at === folder || !at.startsWith(folder + path.sep)) throw new Error(`${name} leaves the scratch folder`);
    fs.mkdirSync(path.dirname(at), { recursive: true });
    return at;
  };
  return {
    put: (name, bytes) => {
      const file = place(name);
      fs.rmSync(file, { force: true });
      fs.writeFileSync(file, bytes, { flag: 'wx' });
    },
    copy: (from, name) => {
      fs.copyFileSync(from, place(name), fs.constants.COPYFILE_FICLONE | fs.constants.COPYFILE_EXCL);
    },
    link: (target, name) => {
      // On Windows only a junction needs no privilege; elsewhere the kind is passed by.
      fs.symlinkSync(target, place(name), 'junction');
    },
  };
}

/** The names of scratch folders go on with the process whose they are. */
const scratchName = `resession-scratch-${os.hostname().replaceAll(/[^\w]/g, '_')}-`;

/** Milliseconds. Before that a process of another container could have the folder, under a number that means nobody here. */
const leftAlone = 60 * 60 * 1000;

/** Takes away what runs that were killed have left behind, an hour ago or more. */
function sweepScratch(tmp: string): void {
  for (const name of fs.readdirSync(tmp)) {
    const pid = name.startsWith(scratchName) ? Number.parseInt(name.slice(scratchName.length), 10) : NaN;
    if (Number.isNaN(pid) || alive(pid)) continue;
    try {
      const stat = fs.lstatSync(path.join(tmp, name));
      const ours = stat.isDirectory() && stat.uid === (process.getuid?.() ?? stat.uid);
      if (ours && stat.mtimeMs < Date.now() - leftAlone) fs.rmSync(path.join(tmp, name), { recursive: true });
    } catch {
      // Gone meanwhile, or not to be removed by us: it harms nobody.
    }
  }
}

async function inScratch<Result>(
  files: ReadonlyMap<string, string>,
  work: (folder: string, scratch: Scratch) => Promise<Result>,
): Promise<Result> {
  const tmp = os.tmpdir();
  sweepScratch(tmp);
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(tmp, `${scratchName}${String(process.pid)}-`)));
  const scratch = scratchIn(folder);
  const clear = (): void => fs.rmSync(folder, { recursive: true, force: true });
  // An interrupt ends the process where it is.
  process.on('exit', clear);
  try {
    for (const [name, text] of files) scratch.put(name, Buffer.from(text, 'utf8'));
    return await work(folder, scratch);
  } finally {
    process.off('exit', clear);
    clear();
  }
}

const system: Host = {
  lstat,
  realpath: (file) => fs.realpathSync.native(file),
  readdir: (folder) => fs.readdirSync(folder),
  read,
  readInto,
  write,
  create,
  append,
  rename,
  mkdir: (folder) => fs.mkdirSync(folder),
  remove: (file) => fs.unlinkSync(file),
  rmdir: (folder) => fs.rmdirSync(folder),
  run,
  inScratch,
  now: () => new Date(),
  self: { pid: process.pid, hostname: os.hostname() },
  alive,
};

/** The real world. */
export const nodeHost: Host = process.platform === 'win32' ? patient(system) : system;
