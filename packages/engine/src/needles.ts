// Looks for many needles in bytes with few searches: most files hold none, and a search is what the scan costs.

import type { Needles } from '@resession/transforms/lib';
import { memo } from './analyse/modules/memo.ts';

export type Encoding = 'latin1' | 'utf16le' | 'utf16be';

/** Whether the bytes hold every needle of at least one group. What they are known to lack is not searched for. */
export type Search = (bytes: Buffer, encoding: Encoding, lacks?: (needle: string) => boolean) => boolean;

/**
 * Each needle is searched for once per file at most, those that decide most groups first, and not at all where its group
 * is lost already: a needle of it, or a part of one, is known to be missing.
 */
export function searchFor(given: Needles): Search {
  let made: Search | undefined;
  // What is never searched need not be prepared for it.
  return (...where) => (made ??= prepared(given))(...where);
}

function prepared(given: Needles): Search {
  // Codemods share many.
  const needles = [...new Map(given.map((group) => [group.join('\0'), group])).values()];
  const all = [...new Set(needles.flat())];
  const decided = all.map((part) => needles.filter((group) => group.includes(part)).length);
  const groups = needles.map((group) =>
    [...new Set(group)].map((needle) => all.indexOf(needle)).sort((a, b) => (decided[b] ?? 0) - (decided[a] ?? 0)),
  );
  const partsOf = all.map((needle) => all.flatMap((part, index) => (needle.includes(part) ? [index] : [])));
  const parts = groups.map((group) => [...new Set(group.flatMap((index) => partsOf[index] ?? []))]);
  const spelled = memo((encoding: Encoding) => all.map((needle) => spell[encoding](needle).toString('latin1')));

  return (bytes, encoding, lacks = () => false) => {
    const known: (boolean | undefined)[] = [];
    const wanted = spelled(encoding);
    // A search in a string takes a third of the time of one in a buffer.
    const text = bytes.toString('latin1');
    const isThere = (index: number): boolean =>
      (known[index] ??= !lacks(all[index] ?? '') && text.includes(wanted[index] ?? ''));
    return groups.some(
      (group, number) => parts[number]?.every((part) => known[part] !== false) && group.every(isThere),
    );
  };
}

/** One of some texts in UTF-8: needles are compared byte by byte. */
export function asNeedles(texts: readonly string[]): Needles {
  return texts.map((text) => [Buffer.from(text, 'utf8').toString('latin1')]);
}

/** The bytes of a needle. */
export const spell: Readonly<Record<Encoding, (needle: string) => Buffer>> = {
  latin1: (needle) => Buffer.from(needle, 'latin1'),
  utf16le: (needle) => Buffer.from(needle, 'utf16le'),
  utf16be: (needle) => Buffer.from(needle, 'utf16le').swap16(),
};
