// A host that behaves as Windows does, over a real folder: drive letters, either separator, names without case, names that
// the system keeps for itself, renames that a scanner of viruses holds up, and files without owners or rights.

import fs from 'node:fs';
import posix from 'node:path/posix';
import { type Host, nodeHost } from '../../packages/engine/src/index.ts';

/** Where the folder is seen. */
export const drive = 'C:/work';

export interface Windows {
  readonly host: Host;
  /** How often each step was refused. */
  readonly refused: ReadonlyMap<string, number>;
  /** Every path that the host was asked for. */
  readonly asked: ReadonlySet<string>;
}

export interface Habits {
  /** So many times in a row a rename, a removal and a creation are refused, with this code. */
  readonly busy?: { readonly times: number; readonly code: string };
}

const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$|[<>:"|?*\u0000-\u001f]|[. ]$/i;

function failed(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

/** The real folder, seen as `C:\work`. */
export function windows(folder: string, { busy }: Habits = {}): Windows {
  /** The name on the disk that a name means: the same one in another case where there is no other. */
  const named = (at: string, name: string): string => {
    if (reserved.test(name)) throw failed('ENOENT', name);
    if (!fs.existsSync(at) || !fs.statSync(at).isDirectory()) return name;
    const same = (one: string): boolean => one.toLowerCase() === name.toLowerCase();
    return fs.readdirSync(at).find(same) ?? name;
  };
  const asked = new Set<string>();
  const real = (path: string): string => {
    asked.add(path);
    const [letter, top, ...segments] = path.split(/[\\/]/).filter((segment) => segment !== '' && segment !== '.');
    if (letter?.toLowerCase() !== 'c:') throw failed('ENOENT', path);
    if (top === undefined) return posix.dirname(folder);
    if (top.toLowerCase() !== 'work') return posix.join(folder, 'not-there');
    return segments.reduce((at, name) => posix.join(at, name === '..' ? name : named(at, name)), folder);
  };
  const seen = (path: string): string => {
    const inside = path === folder || path.startsWith(`${folder}/`);
    return inside ? `C:\\work${path.slice(folder.length).replaceAll('/', '\\')}` : `D:${path.replaceAll('/', '\\')}`;
  };
  const refused = new Map<string, number>();
  const held = new Map<string, number>();
  const scanned = (step: string, path: string): void => {
    const times = held.get(`${step} ${path}`) ?? 0;
    held.set(`${step} ${path}`, times + 1);
    if (busy === undefined || times >= busy.times) return;
    refused.set(step, (refused.get(step) ?? 0) + 1);
    throw failed(busy.code, path);
  };
  const host: Host = {
    ...nodeHost,
    lstat: (path) => {
      if (/^c:[\\/]?$/i.test(path)) return { kind: 'directory', size: 0, mode: 0o666 };
      try {
        const stat = nodeHost.lstat(real(path));
        return stat && { kind: stat.kind, size: stat.size, mode: 0o666 };
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
    realpath: (path) => seen(nodeHost.realpath(real(path))),
    readdir: (path) => nodeHost.readdir(real(path)),
    read: (path, most) => nodeHost.read(real(path), most),
    readInto: (path, into, from) => nodeHost.readInto(real(path), into, from),
    write: () => Promise.reject(new Error('nothing of the engine writes so')),
    create: (path, bytes) => {
      nodeHost.create(real(path), bytes);
    },
    append: () => {
      throw new Error('nothing of the engine adds to a file');
    },
    rename: (from, to) => {
      scanned('rename', to);
      nodeHost.rename(real(from), real(to));
    },
    mkdir: (path) => nodeHost.mkdir(real(path)),
    remove: (path) => {
      scanned('remove', path);
      nodeHost.remove(real(path));
    },
    rmdir: (path) => nodeHost.rmdir(real(path)),
    run: async (argv, options) => {
      const { stdout, ...rest } = await nodeHost.run(argv, { ...options, cwd: real(options.cwd) });
      return { ...rest, stdout: stdout.replaceAll(folder, 'C:/work') };
    },
    inScratch: () => Promise.reject(new Error('no scratch folder is asked for')),
    self: { pid: process.pid, hostname: 'DESKTOP-1' },
  };
  return { host, refused, asked };
}
