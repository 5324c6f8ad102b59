// Folds changes into the text: their edits, the imports they need, and the removal of what lost its last use through them.

import type { Node } from '@babel/types';
import type { Change, Edit } from './codemod.ts';
import { applyEdits, mergeEdits } from './edits.ts';
import { editImports, planImports } from './imports.ts';
import { moduleImports } from './module-imports.ts';
import { removeNodes } from './removal.ts';
import type { Source } from './source.ts';
import { endOf, startOf } from './tree.ts';
import { unusedAfter } from './unused.ts';

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
  const inner = mergeEdits(changes.flatMap((change) => change.edits));
  const plan = planImports(source, changes);
  const lost = unusedAfter(source, inner, plan.kept).map(({ node }) => node);
  // What an edit replaces as a whole is gone already.
  const gone = (node: Node): boolean => inner.some(({ start, end }) => start <= startOf(node) && endOf(node) <= end);
  const unused = new Set(lost.filter((node) => !gone(node)));
  const specifiers = new Set<Node>(moduleImports(source).map(({ specifier }) => specifier));
  const imports = editImports(source, plan, unused);
  const removed = removeNodes(source, [...[...unused].filter((node) => !specifiers.has(node)), ...imports.gone]);
  // An edit inside a helper that goes as a whole has nothing left to change.
  const within = inner.filter(({ start, end }) => !removed.some((edit) => edit.start <= start && end <= edit.end));
  const edits = mergeEdits([...within, ...removed, ...imports.edits]);
  return { text: applyEdits(source.text, edits), edits };
}
