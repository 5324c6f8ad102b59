// The fence around the root: which paths the engine may write, and never through a symlink.

import path from 'node:path';
import { sha256 } from './digest.ts';
import { ResessionError } from './error.ts';
import { codeOf, type FileStat, type Host } from './host.ts';
import { late } from './late.ts';
import type { PlannedFile } from './plan.ts';

/** What is at a path now: its bytes, or null where there is no file. */
export interface Present {
  readonly stat: FileStat;
  readonly bytes: Buffer;
  readonly hash: string;
}

/** What git calls a blob of these bytes. */
export function objectName(bytes: Uint8Array): string {
  return late
    .crypto()
    .createHash('sha1')
    .update(`blob ${String(bytes.length)}\0`)
    .update(bytes)
    .digest('hex');
}

/** The bytes a planned file will have. */
export function bytesAfter(file: PlannedFile): Buffer {
  return Buffer.from(file.after.data, file.after.encoding);
}

/**
 * The absolute path of a relative one, with every folder on the way looked at. Throws `ResessionError` when it leaves
 * the root, passes a symlink or reaches into a git directory.
 */
export function placeInside(root: string, relative: string, host: Host): string {
  const strange = relative
    .split(/[\\/]/)
    .some((segment) => ['', '.', '..'].includes(segment) || segment.toLowerCase() === '.git');
  // On Windows a separator, and what parts a drive or a stream of a file; elsewhere letters like any other.
  const parted = path.sep === '\\' && /[\\:]/.test(relative);
  if (strange || parted || relative.includes('\0') || path.isAbsolute(relative)) {
    throw new ResessionError('a path leaves the folder being migrated', relative, 'Nothing was written; plan again.');
  }
  let place = root;
  for (const segment of relative.split('/')) {
    place = path.join(place, segment);
    if (host.lstat(place)?.kind === 'symlink') {
      const next = 'Nothing is written through symlinks: leave it out with --ignore, or run where it points to.';
      throw new ResessionError('a symlink is in the way', path.relative(root, place), next);
    }
  }
  return place;
}

/** The real path of a root that was looked at before. Throws `ResessionError` where it is gone. */
export function realRoot(root: string, host: Host): string {
  try {
    return host.realpath(root);
  } catch (error) {
    throw new ResessionError('the folder is gone', root, 'Run again in a folder that is there.', { cause: error });
  }
}

/** Reads what is at `place`; null where nothing is. Throws `ResessionError` for what is neither file nor nothing. */
export function present(place: string, host: Host): Present | null {
  const stat = host.lstat(place);
  if (stat === null) return null;
  if (stat.kind !== 'file') {
    throw new ResessionError(`there is a ${stat.kind} where a file is expected`, place, 'Move it away and run again.');
  }
  const bytes = readOr(place, host);
  return { stat, bytes, hash: sha256(bytes) };
}

function readOr(place: string, host: Host): Buffer {
  try {
    return host.read(place);
  } catch (error) {
    throw cannot('read', place, error);
  }
}

/**
 * The real place of a file that may be a link: null where nothing is, in words why it is not read (it leads outside, or to
 * no file: a pipe would hold the run for ever).
 */
export function fileBelow(host: Host, root: string, file: string): { readonly path: string } | string | null {
  const kind = host.lstat(file)?.kind;
  if (kind === undefined) return null;
  if (kind === 'file') return { path: file };
  if (kind !== 'symlink') return `it is a ${kind}, not a file`;
  const real = host.realpath(file);
  const [home, place] = [root, real].map((one) => (path.sep === '/' ? one : one.split(path.sep).join('/')));
  if (place?.startsWith(`${String(home)}/`) !== true) return 'it is a link that leads outside';
  return host.lstat(real)?.kind === 'file' ? { path: real } : 'it is a link to what is no file';
}

/** What the system refused, as an error that names the file. */
export function cannot(doing: string, place: string, error: unknown): ResessionError {
  const code = codeOf(error) ?? String(error);
  const next = remedies[code] ?? 'Check the permissions of the file and its folder and run again.';
  return new ResessionError(`cannot ${doing} the file: ${code}`, place, next, { cause: error });
}

const room = 'Make room on the disk and run again.';
const handles = 'Too many files are open: raise the limit (ulimit -n) and run again.';

const remedies: Readonly<Record<string, string>> = {
  ENOSPC: room,
  EDQUOT: room,
  EMFILE: handles,
  ENFILE: handles,
  EFBIG: 'It is too large to be read whole: move it away, leave it out with --ignore, or mend what made it so large.',
  ENAMETOOLONG: 'The system takes no path of this length: work in a folder with a shorter path.',
};
