// Folds changes into the text: their edits, the imports they need, and what lost its last use through them.

import type { Change, Edit } from './codemod.ts';
import { applyEdits, mergeEdits } from './edits.ts';
import type { Source } from './source.ts';

export interface Folded {
  readonly text: string;
  /** Every edit that was made, the ones for imports included, sorted. */
  readonly edits: readonly Edit[];
}

/**
 * The text after all changes.
 * @throws {EditOverlap} where two changes contradict each other.
 */
export function foldChanges(source: Source, changes: readonly Change[]): Folded {
  const edits = mergeEdits(changes.flatMap((change) => change.edits));
  return { text: applyEdits(source.text, edits), edits };
}
