// The source files of the repository as text, and which of them hold a word. Read at the first question; texts are kept
// as long as there is room.

import { isUtf8 } from 'node:buffer';
import { codeOf, type Host } from '../../host.ts';
import { memo, once } from './memo.ts';
import { wordFilter, type WordFilter, wordsIn } from './word-filter.ts';

export interface Texts {
  /** Without a byte order mark; undefined for what cannot be read as source: no file, a link, binary, too large. */
  of(path: string): string | undefined;
  /** The source files that may hold every word of a name, sorted. */
  mayHold(name: string): readonly string[];
}

/** Larger ones nobody wrote. */
const largest = 2 * 1024 * 1024;

/** Characters of all the texts that are kept. */
const room = 32 * 1024 * 1024;

/** The texts of a tree as it is on disk; `sources` are those that are searched. */
export function textsIn(host: Host, root: string, sources: readonly string[]): Texts {
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
  const filters = once(() => {
    const made = new Map<string, WordFilter>();
    for (const path of [...sources].sort()) {
      const bytes = bytesOf(path);
      if (bytes !== undefined) made.set(path, wordFilter(bytes));
    }
    return made;
  });
  const kept = keeping(room);
  return {
    of: (path) => kept(path, () => decoded(bytesOf(path))),
    mayHold: memo((name) => {
      if (name === '') return [...sources].sort();
      const hold = wordsIn(name);
      return [...filters()].flatMap(([path, filter]) => (hold(filter) ? [path] : []));
    }),
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
