// Where a call may work: the roots that the client gives are the fence; else the folder that the server was started for.

import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { type Host, ResessionError } from '@resession/engine';

export interface Bounds {
  /** Absolute, links resolved. */
  readonly folders: readonly string[];
  readonly by: 'client' | 'start';
}

/** The folder the server was started for. Throws `ResessionError` where it is not there. */
export function startBounds(folder: string, host: Host): Bounds {
  return { folders: [realFolder(folder, host)], by: 'start' };
}

/** The folders among what a client answered to `roots/list`. It is foreign data; what is no folder on this machine is no root. */
export function clientBounds(roots: readonly unknown[], host: Host): Bounds {
  const folders = roots.flatMap((root): string[] => {
    const uri = typeof root === 'object' && root !== null && 'uri' in root ? root.uri : null;
    if (typeof uri !== 'string' || !uri.startsWith('file:')) return [];
    try {
      return [realFolder(fileURLToPath(uri), host)];
    } catch {
      return [];
    }
  });
  const each = [...new Set(folders)];
  // One inside another adds nothing.
  return { folders: each.filter((one) => !each.some((other) => other !== one && liesIn(other, one))), by: 'client' };
}

/**
 * The folder that a call works in: what it names, if that lies inside, else the only one there is. Throws `ResessionError`
 * with the folders there are.
 */
export function rootWithin({ folders, by }: Bounds, wanted: string | undefined, host: Host): string {
  const [first, ...more] = folders;
  if (first === undefined) {
    const next = 'Open a folder in the client, or give it as a root there; this server works nowhere else.';
    throw new ResessionError('the client gives no folder as a root', 'roots/list', next);
  }
  const named = `Give one of these, or a folder below it, as root: ${folders.join(', ')}`;
  if (wanted === undefined) {
    if (more.length === 0) return first;
    throw new ResessionError('there are several roots', 'root', named);
  }
  // Before a link is followed and after: what lies outside is not even looked at.
  const asked = path.resolve(first, wanted);
  if (folders.some((folder) => liesIn(folder, asked))) {
    const real = realFolder(asked, host);
    if (folders.some((folder) => liesIn(folder, real))) return real;
  }
  const whose = by === 'client' ? 'the roots of the client' : 'the folder that the server was started for';
  throw new ResessionError(`the folder lies outside of ${whose}`, wanted, named);
}

/** Whether a place is the folder or below it; both absolute. */
export function liesIn(folder: string, place: string): boolean {
  const inside = path.relative(folder, place);
  return inside.split(path.sep)[0] !== '..' && !path.isAbsolute(inside);
}

function realFolder(folder: string, host: Host): string {
  let real: string | null = null;
  try {
    real = host.realpath(folder);
  } catch {
    // Told below, together with what is no folder.
  }
  if (real !== null && host.lstat(real)?.kind === 'directory') return real;
  throw new ResessionError('there is no such folder', folder, 'Check the path.');
}
