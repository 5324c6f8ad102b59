// Random edits, needles, bytes and diffs against the plainest way to do the same.

import { unifiedDiff } from '../../packages/engine/src/diff.ts';
import { searchFor } from '../../packages/engine/src/needles.ts';
import { prefilter } from '../../packages/engine/src/prefilter.ts';
import type { Edit } from '../../transforms/lib/codemod.ts';
import { applyEdits, EditOverlap, mapBack, mergeEdits } from '../../transforms/lib/edits.ts';
import { memoryHost, memoryRoot } from './memory-host.ts';
import { patched } from './patched.ts';
import type { Chance } from './random.ts';

const letters = ['a', 'b', 'c', '\n', '\r\n', ' ', '"', '\u00e9', '\u{1f600}', '\ufeff', '\u2028', 'xyz', '\\'];

function words(chance: Chance, most: number): string {
  return Array.from({ length: chance.int(most) }, () => chance.of(letters)).join('');
}

/** What does not hold of random edits of a random text. */
export function editFault(chance: Chance): string | null {
  const text = words(chance, 30);
  const edits = Array.from({ length: chance.int(6) }, (): Edit => {
    const start = chance.int(text.length + 1);
    const end = chance.percent(40) ? start : Math.min(text.length, start + chance.int(5));
    return { start, end, text: words(chance, 4) };
  });
  if (chance.percent(20)) edits.push(...edits.slice(0, 1));
  const because = (why: string): string => `${why}: ${JSON.stringify({ text, edits })}`;
  let merged: readonly Edit[];
  try {
    merged = mergeEdits(edits);
  } catch (error) {
    if (!(error instanceof EditOverlap)) throw error;
    return edits.some((one, at) => edits.slice(at + 1).some((two) => contradict(one, two))) ? null : because('refused');
  }
  const made = applyEdits(text, edits);
  if (made !== plainly(text, edits)) return because(`made ${JSON.stringify(made)}`);
  if (made !== applyEdits(text, merged)) return because('merging is not settled');
  for (let offset = 0; offset < made.length; offset += 1) {
    const back = mapBack(edits, offset);
    if (back < 0 || back > text.length) return because(`${offset} leads to ${back}`);
    const touched = merged.some(({ start, end }) => start <= back && (back < end || start === end));
    if (!touched && text[back] !== made[offset]) return because(`${offset} leads to ${back}, another character`);
  }
  return null;
}

function contradict(one: Edit, two: Edit): boolean {
  if (one.start === two.start && one.end === two.end && one.text === two.text) return false;
  return Math.max(one.start, two.start) < Math.min(one.end, two.end) || inside(one, two) || inside(two, one);
}

/** An insertion between the first and the last character of a span. */
function inside(one: Edit, two: Edit): boolean {
  return one.start === one.end && two.start < one.start && one.start < two.end;
}

/** Character by character: what is written before it, and whether it stays. */
function plainly(text: string, edits: readonly Edit[]): string {
  const unique = edits.filter(
    (edit, at) => edits.findIndex((one) => JSON.stringify(one) === JSON.stringify(edit)) === at,
  );
  const at = (offset: number): string => {
    const here = unique.filter(({ start }) => start === offset);
    const insertions = here.filter(({ start, end }) => start === end);
    return [...insertions, ...here.filter(({ start, end }) => start !== end)].map((edit) => edit.text).join('');
  };
  let made = '';
  for (let offset = 0; offset <= text.length; offset += 1) {
    made += at(offset);
    if (!unique.some(({ start, end }) => start <= offset && offset < end)) made += text[offset] ?? '';
  }
  return made;
}

/** Whether the search for needles says what plain searches say, in each encoding. */
export function needleFault(chance: Chance): string | null {
  const short = (): string => Array.from({ length: 1 + chance.int(3) }, () => chance.of(['a', 'b', 'c'])).join('');
  const groups = Array.from({ length: chance.int(5) }, () => Array.from({ length: chance.int(4) }, short));
  const text = Array.from({ length: chance.int(24) }, () => chance.of(['a', 'b', 'c', ' '])).join('');
  const expected = groups.some((group) => group.every((needle) => text.includes(needle)));
  const search = searchFor(groups);
  const wide = Buffer.from(text, 'utf16le');
  const found = [
    search(Buffer.from(text, 'latin1'), 'latin1'),
    search(wide, 'utf16le'),
    search(Buffer.from(wide).swap16(), 'utf16be'),
  ];
  // A wide search is one over bytes: it may find a needle a half character off, but misses none.
  const holds = found[0] === expected && (!expected || found.every(Boolean));
  return holds ? null : `needles: ${JSON.stringify({ groups, text, found })}`;
}

/** Random bytes as files: each is a candidate, told as unread, or without the needle; what is kept is the file's text. */
export function bytesFault(chance: Chance): string | null {
  const needle = '-32001';
  const parts = [needle, 'x = ', '\n', '\ufeff', '\u0000', '\u00e9', '\u{1f600}'].map((part) => Buffer.from(part));
  const noise = (): Buffer => Buffer.from([chance.int(256), chance.int(256), chance.int(256)]);
  const files = new Map(
    Array.from({ length: 8 }, (_, index): [string, Buffer] => {
      const bytes = Buffer.concat(
        Array.from({ length: chance.int(8) }, () => (chance.percent(15) ? noise() : chance.of(parts))),
      );
      return [`${String(index)}.ts`, chance.percent(10) ? Buffer.from(bytes.toString(), 'utf16le') : bytes];
    }),
  );
  const names = [...files.keys()];
  const { scanned, candidates, unread } = prefilter(memoryRoot, names, [[needle]], memoryHost(files));
  const because = (why: string): string =>
    `${why}: ${JSON.stringify([...files].map(([name, bytes]) => [name, bytes.toString('hex')]))}`;
  if (scanned !== names.length) return because('not all were searched');
  for (const [name, bytes] of files) {
    const candidate = candidates.find(({ path }) => path === name);
    const told = unread.some(({ path }) => path === name);
    if (candidate !== undefined && told) return because(`${name} is read and unread`);
    if (candidate !== undefined && !Buffer.from(candidate.mark + candidate.text).equals(bytes))
      return because(`${name} is another text`);
    if (bytes.includes(needle) !== (candidate !== undefined || told) && !wide(bytes))
      return because(`${name} is missed`);
  }
  return null;
}

function wide(bytes: Buffer): boolean {
  return bytes.includes(Buffer.from('-32001', 'utf16le')) || bytes.includes(Buffer.from('-32001', 'utf16le').swap16());
}

/** Whether a diff made of two texts makes the second of the first. */
export function diffFault(chance: Chance): string | null {
  const before = words(chance, 40);
  const at = chance.int(before.length + 1);
  const after = before.slice(0, at) + words(chance, 6) + before.slice(at + chance.int(6));
  const diff = unifiedDiff('a.ts', before, after);
  if (before === after) return diff === '' ? null : `a diff of nothing: ${diff}`;
  return patched(before, diff) === after ? null : `diff: ${JSON.stringify({ before, after, diff })}`;
}
