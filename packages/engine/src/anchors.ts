// One pass over bytes that tells of most files that they hold no needle at all: an automaton (Aho and Corasick) over the few
// needles of which every group needs one. Searching for each needle by itself costs three times as much.

import type { Needles } from '@resession/transforms/lib';

/** False only where no group can be there. */
export function mayHold(needles: Needles): (bytes: Uint8Array) => boolean {
  // A group without a needle is in every text.
  if (needles.some((group) => group.length === 0)) return () => true;
  const anchors = anchorsOf(needles).map((anchor) => Buffer.from(anchor, 'latin1'));
  const classes = new Uint8Array(256);
  let count = 1;
  for (const byte of anchors.flatMap((anchor) => [...anchor])) if (classes[byte] === 0) classes[byte] = count++;
  const table = automaton(anchors, classes, count);
  return (bytes) => {
    let state = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      state = table[state + (classes[bytes[at] ?? 0] ?? 0)] ?? 0;
      if (state < 0) return true;
    }
    return false;
  };
}

/** At least one needle, or a part of one, of each group; the rarer by its looks where there is a choice. */
function anchorsOf(needles: Needles): readonly string[] {
  const found: string[] = [];
  for (const group of [...needles].sort((a, b) => a.length - b.length)) {
    if (group.some((needle) => found.some((anchor) => needle.includes(anchor)))) continue;
    const [rarest] = [...group].sort((a, b) => rarity(b) - rarity(a));
    if (rarest !== undefined) found.push(rarest);
  }
  return found.filter((anchor) => !found.some((other) => other !== anchor && anchor.includes(other)));
}

function rarity(needle: string): number {
  return needle.length + (/\d/.test(needle) ? 20 : 0) + (/[A-Z_]/.test(needle) ? 3 : 0);
}

/** Rows of `width` next states by the class of a byte; below zero where an anchor has ended. */
function automaton(anchors: readonly Uint8Array[], classes: Uint8Array, width: number): Int32Array {
  const rows: Int32Array[] = [];
  const ends: boolean[] = [];
  const open = (): number => {
    ends.push(false);
    return rows.push(new Int32Array(width).fill(-1)) - 1;
  };
  const root = open();
  const to = (state: number, by: number): number => rows[state]?.[by] ?? root;
  const set = (state: number, by: number, next: number): number => {
    rows[state]?.set([next], by);
    return next;
  };
  for (const anchor of anchors) {
    let state = root;
    for (const byte of anchor) {
      const by = classes[byte] ?? 0;
      const next = to(state, by);
      state = next < 0 ? set(state, by, open()) : next;
    }
    ends[state] = true;
  }
  const fallback = new Map<number, number>([[root, root]]);
  // A map is walked in the order it grows: shorter beginnings first.
  for (const [state, back] of fallback) {
    if (ends[back] === true) ends[state] = true;
    for (let by = 0; by < width; by += 1) {
      const next = to(state, by);
      const beside = state === root ? root : to(back, by);
      if (next < 0) set(state, by, beside);
      else fallback.set(next, beside);
    }
  }
  const table = new Int32Array(rows.length * width);
  for (const [state, row] of rows.entries())
    for (const [by, next] of row.entries()) table[state * width + by] = ends[next] === true ? -1 : next * width;
  return table;
}
