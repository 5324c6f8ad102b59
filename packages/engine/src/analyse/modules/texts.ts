// The source files of the repository as text, and which of them hold a word. Each is read at the first question; texts are
// kept as long as there is room.

import { isUtf8 } from 'node:buffer';
import { codeOf, type Host } from '../../host.ts';
import { memo, once } from './memo.ts';
import { wordFilter, type WordFilter, wordsIn } from './word-filter.ts';

export interface Texts {
  /** Without a byte order mark; undefined for what cannot be read as source: no file, a link, binary, too large. */
  of(path: string): string | undefined;
  /** Those of some files that may hold every word of a name, in their order. */
  mayHold(name: string, among: readonly string[]): readonly string[];
}

/** Larger ones nobody wrote. */
const largest = 2 * 1024 * 1024;

/** Characters of all the texts that are kept. */
const room = 32 * 1024 * 1024;

/** The texts of a tree as it is on disk. */
export function textsIn(host: Host, root: string): Texts {
  const buffer = once(() => Buffer.allocUnsafe(largest));
  const bytesOf = (path: string): Buffer | undefined => {
    try {
      const size = host.readInto(`${root}/${path}`, buffer());
      return size > largest ? undefined : buffer().subarray(0, size);
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      return undefined;
    }
  };
  const filterOf = memo((path): WordFilter | undefined => {
    const bytes = bytesOf(path);
    return bytes === undefined ? undefined : wordFilter(bytes);
  });
  const kept = keeping(room);
  return {
    of: (path) => kept(path, () => decoded(bytesOf(path))),
    mayHold: (name, among) => {
      if (name === '') return among;
      const hold = wordsIn(name);
      return among.filter((path) => {
        const filter = filterOf(path);
        return filter !== undefined && hold(filter);
      });
    },
  };
}

function decoded(bytes: Buffer | undefined): string | undefined {
  if (bytes === undefined || bytes.includes(0) || !isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Keeps what was asked for last, up to so many characters. */
function keeping(most: number): (path: string, read: () => string | undefined) => string | undefined {
  const kept = new Map<string, string | undefined>();
  let held = 0;
  return (path, read) => {
    const known = kept.has(path);
    const text = known ? kept.get(path) : read();
    kept.delete(path);
    kept.set(path, text);
    if (!known) held += text?.length ?? 0;
    for (const [oldest, dropped] of kept) {
      if (held <= most) break;
      kept.delete(oldest);
      held -= dropped?.length ?? 0;
    }
    return text;
  };
}
