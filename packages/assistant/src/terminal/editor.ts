// The person's own editor: which one, how it is told the line, and waiting until it is closed. Never through a shell.

import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgsStringToArgv } from 'string-argv';

type Environment = Readonly<Record<string, string | undefined>>;

/** Editors that take `+12 file`. */
const plus = new Set([
  'vi',
  'vim',
  'nvim',
  'gvim',
  'nano',
  'pico',
  'emacs',
  'emacsclient',
  'micro',
  'joe',
  'kak',
  'ne',
]);
/** Editors that take `--goto file:12`, and return at once unless told to wait. */
const goto = new Set(['code', 'code-insiders', 'codium', 'vscodium', 'cursor', 'windsurf']);
/** Editors that take `file:12`. */
const colon = new Set(['hx', 'helix', 'subl', 'zed']);
const waiting: Readonly<Record<string, string>> = { subl: '--wait', zed: '--wait' };

/** What is started to open a file (absolute) at a line: $VISUAL, else $EDITOR, else vi. */
export function editorArgv(file: string, line: number, env: Environment): readonly string[] {
  const wish = [env['VISUAL'], env['EDITOR']].find((each) => each !== undefined && each.trim() !== '') ?? 'vi';
  const argv = parseArgsStringToArgv(wish);
  const name = path.basename(argv[0] ?? '').replace(/\.(?:exe|cmd|bat)$/i, '');
  const wait = (flag: string, short: string): readonly string[] =>
    argv.includes(flag) || argv.includes(short) ? [] : [flag];
  if (plus.has(name)) return [...argv, `+${String(line)}`, file];
  if (goto.has(name)) return [...argv, ...wait('--wait', '-w'), '--goto', `${file}:${String(line)}`];
  if (!colon.has(name)) return [...argv, file];
  const flag = waiting[name];
  return [...argv, ...(flag === undefined ? [] : wait(flag, '-w')), `${file}:${String(line)}`];
}

/** Opens the editor on this terminal and waits. Null where all went well, else what went wrong, in words. */
export function openEditor(file: string, line: number, env: Environment = process.env): Promise<string | null> {
  const [program = '', ...args] = editorArgv(file, line, env);
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit' });
    child.once('error', (error) => {
      const why = 'code' in error && error.code === 'ENOENT' ? 'it is not there' : error.message;
      resolve(`The editor ${program} cannot be started: ${why}. Set $VISUAL or $EDITOR to one that can.`);
    });
    child.once('exit', (code, signal) => {
      resolve(code === 0 ? null : `The editor ended with ${signal ?? String(code)}; nothing was taken from it.`);
    });
  });
}
