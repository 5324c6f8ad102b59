// The tool's own comments in a consumer's file: what a person tells it (`resession-ignore-...`), and what it leaves behind
// (`TODO(resession): ...`). They are no evidence of anything: both say "session".

import type { Comment, Node } from '@babel/types';
import { ownNeedles } from './own-openings.ts';
import { sourceOf } from './scopes.ts';
import type { Source } from './source.ts';
import { endOf, startOf } from './tree.ts';

/** What a comment says: its signs and the stars of a block are no part of it, and it is one line. */
export function saidIn({ value }: Comment): string {
  return value
    .replace(/^[*\s]+/, '')
    .replace(/\s*\n[*\s]*/g, ' ')
    .trim();
}

/** The comments of a file that begin with a word, in source order; what stands in a string or template is none. */
export function commentsFrom({ file, text }: Source, opening: string): readonly Comment[] {
  if (!text.includes(opening)) return [];
  const found = (file.comments ?? []).filter((comment) => saidIn(comment).startsWith(opening));
  return found.sort((a, b) => startOf(a) - startOf(b));
}

const spoken = new WeakMap<Source, string>();

/** The text of a file with the tool's own comments blanked, for whoever searches it for words. Offsets stay. */
export function wordsOf(source: Source): string {
  let words = spoken.get(source);
  if (words === undefined) {
    const own = ownNeedles.flat().flatMap((opening) => commentsFrom(source, opening));
    words = own.reduce((text, comment) => {
      const [start, end] = [startOf(comment), endOf(comment)];
      return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
    }, source.text);
    spoken.set(source, words);
  }
  return words;
}

/** The words of one node, in whatever file it lies; one that is in no tree lies in `home`. */
export function wordsAt(node: Node, home: Source): string {
  return wordsOf(sourceOf(node) ?? home).slice(startOf(node), endOf(node));
}
