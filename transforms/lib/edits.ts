// Edits are data: spans of the old text and what comes instead. Applying them is a fold; no byte outside a span changes.

import type { Edit, Span } from './codemod.ts';

/** Two edits that cannot both be made. A mistake of a codemod, never of the code it reads. */
export class EditOverlap extends Error {
  override readonly name = 'EditOverlap';

  constructor(first: Edit, second: Edit) {
    super(`Edits overlap: [${first.start}, ${first.end}) and [${second.start}, ${second.end}).`);
  }
}

/**
 * Sorts edits and merges equal ones; insertions at one place keep the order they came in, before what starts there.
 * @throws {EditOverlap} where two edits touch the same characters in different ways.
 */
export function mergeEdits(edits: readonly Edit[]): readonly Edit[] {
  const sorted = edits
    .filter((edit) => edit.start !== edit.end || edit.text !== '')
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const merged: Edit[] = [];
  for (const edit of sorted) {
    const last = merged.at(-1);
    const same = merged.some(
      (other) => other.start === edit.start && other.end === edit.end && other.text === edit.text,
    );
    if (same) continue;
    if (last !== undefined && edit.start < last.end) throw new EditOverlap(last, edit);
    merged.push(edit);
  }
  return merged;
}

/** The text after the edits. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of mergeEdits(edits)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The old offset of a new one; an offset inside replaced text goes to the start of what was there. */
export function mapBack(edits: readonly Edit[], offset: number): number {
  let shift = 0;
  for (const edit of mergeEdits(edits)) {
    const start = edit.start + shift;
    if (offset < start) break;
    if (offset < start + edit.text.length) return edit.start;
    shift += edit.text.length - (edit.end - edit.start);
  }
  return offset - shift;
}

/** True when the offset lies in the span. */
export function covers({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < end;
}
