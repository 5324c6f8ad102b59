// Needles in a file that is too large to be taken into memory: it is read in pieces, each with the end of the one before,
// so that a needle across a border is found.

import type { Needles } from '@resession/transforms/lib';
import type { Host } from './host.ts';
import { type Encoding, spell } from './needles.ts';

/** A file as it is searched. */
export interface LargeFile {
  /** Absolute. */
  readonly path: string;
  readonly size: number;
  readonly encodings: readonly Encoding[];
}

/** Whether the file holds every needle of at least one group, in one of the encodings. Pieces are read into `buffer`. */
export function holdsIn(file: LargeFile, needles: Needles, buffer: Buffer, host: Host): boolean {
  return file.encodings.some((encoding) => {
    // Most groups are lost with their first needle, and most files with all of those.
    const first = seek(file, encoding, new Set(needles.flatMap((group) => group.slice(0, 1))), buffer, host);
    const open = needles.filter(([anchor]) => anchor === undefined || first.has(anchor));
    const rest = seek(file, encoding, new Set(open.flatMap((group) => group.slice(1))), buffer, host);
    return open.some((group) => group.slice(1).every((needle) => rest.has(needle)));
  });
}

/** Those of the needles that the file holds. */
function seek(
  { path, size }: LargeFile,
  encoding: Encoding,
  needles: ReadonlySet<string>,
  buffer: Buffer,
  host: Host,
): ReadonlySet<string> {
  const missing = new Map([...needles].map((needle) => [needle, spell[encoding](needle)]));
  const overlap = Math.max(0, ...[...missing.values()].map(({ length }) => length - 1));
  for (let from = 0; from < size && missing.size > 0; from += buffer.length - overlap) {
    // It may have grown shorter since it was measured; what is left of another piece is no part of it.
    const end = Math.min(host.readInto(path, buffer, from), size);
    const piece = buffer.subarray(0, Math.max(0, end - from));
    for (const [needle, bytes] of missing) if (piece.includes(bytes)) missing.delete(needle);
    if (end <= from + buffer.length) break;
  }
  return new Set([...needles].filter((needle) => !missing.has(needle)));
}
