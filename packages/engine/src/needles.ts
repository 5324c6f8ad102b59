// Looks for many needles in bytes with few searches: most files hold none, and a search is what the scan costs.

/** Conjunctive groups: every needle of at least one group. */
export type Needles = readonly (readonly string[])[];

type Encoding = 'latin1' | 'utf16le' | 'utf16be';

/** Whether the bytes hold every needle of at least one group. */
export type Search = (bytes: Buffer, encoding: Encoding) => boolean;

/**
 * Each needle is searched for once per file at most, those that many groups share first (one that is not there rules all
 * of them out), and not at all where a part of it is known to be missing.
 */
export function searchFor(needles: Needles): Search {
  const all = [...new Set(needles.flat())];
  const shared = new Map(all.map((needle) => [needle, needles.filter((group) => group.includes(needle)).length]));
  const groups = needles.map((group) =>
    [...new Set(group)]
      .sort((a, b) => (shared.get(b) ?? 0) - (shared.get(a) ?? 0) || b.length - a.length)
      .map((needle) => all.indexOf(needle)),
  );
  const parts = all.map((needle) =>
    all.flatMap((part, index) => (part !== needle && needle.includes(part) ? [index] : [])),
  );
  const spelled = { latin1: all.map(latin1), utf16le: all.map(utf16le), utf16be: all.map(utf16be) };

  return (bytes, encoding) => {
    const known: (boolean | undefined)[] = [];
    const look = (index: number): boolean => {
      const needle = spelled[encoding][index];
      if (needle === undefined || parts[index]?.some((part) => known[part] === false)) return false;
      return bytes.includes(needle);
    };
    return groups.some((group) => group.every((index) => (known[index] ??= look(index))));
  };
}

function latin1(needle: string): Buffer {
  return Buffer.from(needle, 'latin1');
}

function utf16le(needle: string): Buffer {
  return Buffer.from(needle, 'utf16le');
}

function utf16be(needle: string): Buffer {
  return utf16le(needle).swap16();
}
