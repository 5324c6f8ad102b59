// Leaves in a file what is left to a person there, one comment above each line; takes out what is settled. What a file would
// hold without any marker decides where they go, so that a second time changes nothing.

import {
  applyEdits,
  type Edit,
  makeSource,
  markerOpening,
  nextLine,
  type Source,
  SyntaxProblem,
} from '@resession/transforms/lib';
import { type Marker, markersOf, withoutMarkers } from './markers.ts';
import { placeAbove, type Spot } from './place.ts';

/** What is left to a person at one place of a text. */
export interface Left {
  readonly id: string;
  /** Where its finding starts. */
  readonly start: number;
  /** What is to be done. */
  readonly words: string;
}

export interface Marking {
  /** `all` marks everything that is left, `marked` only what is marked already: its words and place are kept up to date. */
  readonly which: 'all' | 'marked';
  /** Whether a marker may go when its id is none of those left: a run that did not look for it cannot tell. */
  readonly mayGo: (id: string) => boolean;
}

/** The text with the markers it should have; as it is where there is no safe way. */
export function mark(source: Source, left: readonly Left[], { which, mayGo }: Marking): string {
  const ids = new Set(left.map(({ id }) => id));
  const old = markersOf(source).filter(({ id }) => ids.has(id) || mayGo(id));
  if (old.length === 0 && (left.length === 0 || which === 'marked')) return source.text;
  const base = parsed(source.path, withoutMarkers(source, old));
  if (base === undefined) return source.text;
  const moved = (offset: number): number => withoutBefore(old, offset);
  const known = { ids: new Set(old.map(({ id }) => id)), spots: new Set(old.map(({ start }) => moved(start))) };
  const edits = left.flatMap(({ id, start, words }): Edit[] => {
    const spot = placeAbove(base, base.position(moved(start)).line);
    if (spot === undefined) return [];
    if (which === 'marked' && !known.ids.has(id) && !known.spots.has(spot.offset)) return [];
    return [{ start: spot.offset, end: spot.offset, text: lineOf(base.text, spot, `${inOneLine(words)} [${id}]`) }];
  });
  const text = applyEdits(base.text, edits);
  return text === source.text || isUndone(base, text, [...ids, ...known.ids]) ? text : source.text;
}

function parsed(path: string, text: string): Source | undefined {
  try {
    return makeSource(path, text);
  } catch (error) {
    if (error instanceof SyntaxProblem) return undefined;
    throw error;
  }
}

/** An offset once the markers are out. */
function withoutBefore(markers: readonly Marker[], offset: number): number {
  const before = markers.filter(({ start }) => start < offset);
  return before.reduce((at, { start, end }) => at - (Math.min(end, offset) - start), offset);
}

/** A marker that is no comment where it stands would still be there when all are taken out. */
function isUndone(base: Source, text: string, ids: readonly string[]): boolean {
  const marked = parsed(base.path, text);
  if (marked === undefined) return false;
  const own = markersOf(marked).filter(({ id }) => ids.includes(id));
  return withoutMarkers(marked, own) === base.text;
}

/** One line, with nothing in it that ends a comment or that an editor would hide. */
function inOneLine(words: string): string {
  return words
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replaceAll('*/', '* /')
    .trim();
}

function lineOf(text: string, { offset, indent, inJsx }: Spot, words: string): string {
  const said = `${markerOpening} ${words}`;
  const comment = indent + (inJsx ? `{/* ${said} */}` : `// ${said}`);
  const feed = offset > 0 && text[offset - 1] === '\n' ? offset : nextLine(text, 0);
  const eol = text.slice(feed - 2, feed) === '\r\n' ? '\r\n' : '\n';
  return offset === text.length && offset > 0 && text[offset - 1] !== '\n' ? eol + comment : comment + eol;
}
