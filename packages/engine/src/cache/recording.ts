// What a run asks the disk, written down with what it was answered: while all of it would be answered the same, the run would
// come to the same plan.

import { sha256 } from '../digest.ts';
import { git } from '../git.ts';
import { codeOf, type Finished, type Host } from '../host.ts';
import { largestParsed } from '../prefilter.ts';

/** What was asked, of which path (absolute), and the answer: short ones as they are, bytes by their SHA-256. */
export type Asked = readonly [what: Question, path: string, answer: string];

type Question = 'lstat' | 'realpath' | 'readdir' | 'read' | 'start' | 'ignored' | 'ignored by';

export interface Recording {
  /** Answers as the host does; what it writes or runs it passes on. */
  readonly host: Host;
  /** Null where more went in than can be asked again: a program, a file that changed meanwhile, an error without a code. */
  asked(): readonly Asked[] | null;
}

/** Writes down what a run asks. */
export function recording(host: Host): Recording {
  const known = new Map<string, Asked>();
  let complete = true;
  const note = (what: Question, path: string, answer: string | null): void => {
    const key = `${what} ${path}`;
    complete &&= answer !== null && (known.get(key)?.[2] ?? answer) === answer;
    if (answer !== null && !known.has(key)) known.set(key, [what, path, answer]);
  };
  const noting = <Value>(
    what: Question,
    path: string,
    ask: () => Value,
    said: (value: Value) => string | null,
  ): Value => {
    try {
      const value = ask();
      note(what, path, said(value));
      return value;
    } catch (error) {
      note(what, path, errorOf(error));
      throw error;
    }
  };
  const unseen = (): void => void (complete = false);
  return {
    host: {
      ...host,
      lstat: (path) => noting('lstat', path, () => host.lstat(path), JSON.stringify),
      realpath: (path) => noting('realpath', path, () => host.realpath(path), String),
      readdir: (path) => noting('readdir', path, () => host.readdir(path), JSON.stringify),
      read: (path, most) => noting('read', path, () => host.read(path, most), sha256),
      readInto: (path, into, from = 0) => {
        // What lies further on in a large file is not kept.
        if (from > 0) {
          unseen();
          return host.readInto(path, into, from);
        }
        const said = (size: number): string | null => (into.length === largestParsed ? startOf(into, size) : null);
        return noting('start', path, () => host.readInto(path, into), said);
      },
      run: async (argv, options) => {
        const asked = ignoring(argv);
        if (asked === null) unseen();
        const finished = await host.run(argv, options);
        if (asked !== null) note(asked.what, `${options.cwd}/${asked.path}`, saidBy(finished));
        return finished;
      },
      inScratch: (files, work) => {
        unseen();
        return host.inScratch(files, work);
      },
    },
    asked: () => (complete ? [...known.values()] : null),
  };
}

/** Whether the disk, and git below the root, answer all of it as they did. */
export async function stillSays(asked: readonly Asked[], root: string, host: Host): Promise<boolean> {
  const buffer = Buffer.allocUnsafe(largestParsed);
  const ignored = async (form: keyof typeof ignoreForms, path: string): Promise<string | null> => {
    if (!path.startsWith(`${root}/`)) return null;
    return saidBy(await git(host, root, ['check-ignore', ignoreForms[form], '--', path.slice(root.length + 1)]));
  };
  const answers: Readonly<Record<Question, (path: string) => string | null | Promise<string | null>>> = {
    lstat: (path) => JSON.stringify(host.lstat(path)),
    realpath: (path) => host.realpath(path),
    readdir: (path) => JSON.stringify(host.readdir(path)),
    read: (path) => sha256(host.read(path)),
    start: (path) => startOf(buffer, host.readInto(path, buffer)),
    ignored: (path) => ignored('ignored', path),
    'ignored by': (path) => ignored('ignored by', path),
  };
  for (const [what, path, answer] of asked) {
    try {
      const now = answers[what](path);
      if ((typeof now === 'object' ? await now : now) !== answer) return false;
    } catch (error) {
      if (errorOf(error) !== answer) return false;
    }
  }
  return true;
}

const ignoreForms = { ignored: '-q', 'ignored by': '-v' } as const;

/** The one thing that a run asks git: whether it ignores a file. */
function ignoring(argv: readonly string[]): { readonly what: keyof typeof ignoreForms; readonly path: string } | null {
  const [command, form, dashes, path] = argv.slice(-4);
  if (argv[0] !== 'git' || command !== 'check-ignore' || dashes !== '--' || path === undefined) return null;
  return form === '-q' ? { what: 'ignored', path } : form === '-v' ? { what: 'ignored by', path } : null;
}

function saidBy(finished: Finished | null): string {
  return `${String(finished?.code)} ${sha256(finished?.stdout ?? '')}`;
}

function startOf(buffer: Buffer, size: number): string {
  return `${String(size)} ${sha256(buffer.subarray(0, Math.min(size, buffer.length)))}`;
}

function errorOf(error: unknown): string | null {
  const code = codeOf(error);
  return code === undefined ? null : `!${code}`;
}
