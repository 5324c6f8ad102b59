// Looks for many needles in bytes with few searches: most files hold none, and a search is what the scan costs.

import type { Needles } from '@resession/transforms/lib';

export type Encoding = 'latin1' | 'utf16le' | 'utf16be';

/** Whether the bytes hold every needle of at least one group. */
export type Search = (bytes: Buffer, encoding: Encoding) => boolean;

/**
 * Each needle is searched for once per file at most, those that decide most groups first, and not at all where its group
 * is lost already: a needle of it, or a part of one, is known to be missing.
 */
export function searchFor(given: Needles): Search {
  let made: Search | undefined;
  // What is never searched need not be prepared for it.
  return (bytes, encoding) => (made ??= prepared(given))(bytes, encoding);
}

function prepared(given: Needles): Search {
  // Codemods share many.
  const needles = [...new Map(given.map((group) => [group.join('\0'), group])).values()];
  const all = [...new Set(needles.flat())];
  const decided = all.map((part) => needles.filter((group) => group.some((needle) => needle.includes(part))).length);
  const groups = needles.map((group) =>
    [...new Set(group)].map((needle) => all.indexOf(needle)).sort((a, b) => (decided[b] ?? 0) - (decided[a] ?? 0)),
  );
  const partsOf = all.map((needle) => all.flatMap((part, index) => (needle.includes(part) ? [index] : [])));
  const parts = groups.map((group) => [...new Set(group.flatMap((index) => partsOf[index] ?? []))]);
  const spelled = { latin1: all.map(spell.latin1), utf16le: all.map(spell.utf16le), utf16be: all.map(spell.utf16be) };

  return (bytes, encoding) => {
    const known: (boolean | undefined)[] = [];
    const isThere = (index: number): boolean => {
      const needle = spelled[encoding][index];
      return (known[index] ??= needle !== undefined && bytes.includes(needle));
    };
    return groups.some(
      (group, number) => parts[number]?.every((part) => known[part] !== false) && group.every(isThere),
    );
  };
}

/** The bytes of a needle. */
export const spell: Readonly<Record<Encoding, (needle: string) => Buffer>> = {
  latin1: (needle) => Buffer.from(needle, 'latin1'),
  utf16le: (needle) => Buffer.from(needle, 'utf16le'),
  utf16be: (needle) => Buffer.from(needle, 'utf16le').swap16(),
};
