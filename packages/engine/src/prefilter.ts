// Reads every file into one buffer and keeps those whose bytes hold a needle. Synchronous: measured five times faster than promises.

import { isUtf8 } from 'node:buffer';
import type { Needles } from '@resession/transforms/lib';
import { mayHold } from './anchors.ts';
import type { Candidate, Unread } from './candidate.ts';
import { codeOf, type Host } from './host.ts';
import { sha256 } from './ids.ts';
import { type Search, searchFor } from './needles.ts';

export interface Filtered {
  readonly scanned: number;
  readonly candidates: readonly Candidate[];
  readonly unread: readonly Unread[];
  /** The files that hold one of the further needles, by their paths; texts are not kept. */
  readonly telling: readonly string[];
}

/** Of so few a quick look is made no quicker by preparing it. */
const fewFiles = 300;

/** Above this a file is searched but not parsed: nobody wrote it, and its tree would take gigabytes. */
export const largestParsed = 2 * 1024 * 1024;

/**
 * Searches the files (relative to the root, sorted). `tick` is called now and then with the number done. `further` needles
 * are looked for in the same bytes.
 */
export function prefilter(
  root: string,
  files: readonly string[],
  needles: Needles,
  host: Host,
  tick: (done: number) => void = () => undefined,
  further: Needles = [],
): Filtered {
  const may = files.length < fewFiles ? () => true : mayHold([...needles, ...further]);
  const holds = searchFor(needles);
  const tells = searchFor(further);
  const telling: string[] = [];
  const buffer = Buffer.allocUnsafe(largestParsed);
  const candidates: Candidate[] = [];
  const unread: Unread[] = [];
  let scanned = 0;
  for (const [index, path] of files.entries()) {
    if (index % 500 === 0) tick(index);
    const bytes = read(host, root, path, buffer);
    if (bytes === null) continue;
    scanned += 1;
    if ('why' in bytes) unread.push({ path, obstacle: 'unreadable', why: bytes.why });
    else {
      // A text of wide characters hides its needles from the quick look.
      if (!may(bytes.bytes) && utf16(bytes.bytes) === null) continue;
      const found = judge(path, bytes.bytes, holds);
      if (tells(bytes.bytes, 'latin1')) telling.push(path);
      if (found === null) continue;
      if ('obstacle' in found) unread.push(found);
      else candidates.push(found);
    }
  }
  return { scanned, candidates, unread, telling };
}

/** The bytes; in words why there are none; null where no regular file is (deleted since, a link, a submodule). */
function read(host: Host, root: string, path: string, buffer: Buffer): { bytes: Buffer } | { why: string } | null {
  const absolute = `${root}/${path}`;
  try {
    const size = host.readInto(absolute, buffer);
    return { bytes: size > buffer.length ? host.read(absolute) : buffer.subarray(0, size) };
  } catch (error) {
    const code = codeOf(error) ?? '';
    if (code === 'ENOENT' && path.includes('\uFFFD')) return { why: 'its name is not valid UTF-8' };
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP'].includes(code)) return null;
    return { why: `it cannot be read (${code === '' ? String(error) : code})` };
  }
}

function judge(path: string, bytes: Buffer, holds: Search): Candidate | Unread | null {
  const wide = utf16(bytes);
  const foundWide = wide !== null && holds(bytes, wide);
  if (!foundWide && !holds(bytes, 'latin1')) return null;
  if (bytes.length > largestParsed) {
    const size = (bytes.length / 1024 / 1024).toFixed(1);
    return { path, obstacle: 'too-large', why: `it is too large to parse (${size} MiB, the limit is 2 MiB)` };
  }
  if (foundWide) return { path, obstacle: 'not-utf8', why: 'it is UTF-16; only UTF-8 is rewritten' };
  if (isText(bytes)) return { path, hash: sha256(bytes), ...textOf(bytes) };
  if (bytes.includes(0)) return { path, obstacle: 'binary', why: 'it holds NUL bytes, so it is not source text' };
  return { path, obstacle: 'not-utf8', why: 'it is not valid UTF-8' };
}

function isText(bytes: Buffer): boolean {
  return bytes.length <= largestParsed && !bytes.includes(0) && isUtf8(bytes);
}

function textOf(bytes: Buffer): Pick<Candidate, 'text' | 'mark'> {
  const text = bytes.toString('utf8');
  const marked = text.startsWith('\uFEFF');
  return { text: marked ? text.slice(1) : text, mark: marked ? '\uFEFF' : '' };
}

/** By its byte order mark, or by a first character that is ASCII and two bytes wide. */
function utf16([first, second]: Buffer): 'utf16le' | 'utf16be' | null {
  if (first === undefined || second === undefined) return null;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf16le';
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0) ? 'utf16be' : null;
}
