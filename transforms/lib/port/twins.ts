// Finding conditions again in the text as it would be after a change.

import type { Node } from '@babel/types';
import type { Change, Edit } from '../codemod.ts';
import { foldChanges } from '../fold.ts';
import type { Formula } from '../recogniser/vector/condition.ts';
import { makeSource, type Source } from '../source.ts';
import { reached } from '../surroundings.ts';
import { endOf, startOf, walk } from '../tree.ts';
import { formulasOf, type Asked } from './moved-condition.ts';

/** The conditions of a file after changes. */
export interface Twins {
  readonly source: Source;
  /** The condition as it would be; undefined where it is not to be found again. */
  of(asked: Asked): Asked | undefined;
}

/** The file after changes; undefined where they contradict each other or what comes out does not parse. */
export function twinsAfter(source: Source, changes: readonly Change[]): Twins | undefined {
  if (changes.every(({ edits }) => edits.length === 0)) return { source, of: (asked) => asked };
  let changed: Source;
  let edits: readonly Edit[];
  try {
    const folded = foldChanges(source, changes);
    changed = makeSource(source.path, folded.text);
    reached(changed, source);
    void changed.file;
    edits = folded.edits;
  } catch {
    return undefined;
  }
  const before = formulasOf(source);
  const after = formulasOf(changed);
  return {
    source: changed,
    of(asked) {
      const formula = formulaAgain(asked.formula, before, after, edits);
      const root = nodeAgain(changed, asked.place.root, edits);
      if (formula === undefined || root === undefined) return undefined;
      return { ...asked, source: changed, formula, place: { ...asked.place, root } };
    },
  };
}

/** By its order where none came or went, else by its place. */
function formulaAgain(
  formula: Formula,
  before: readonly Formula[],
  after: readonly Formula[],
  edits: readonly Edit[],
): Formula | undefined {
  const index = before.findIndex(
    ({ node }) => startOf(node) === startOf(formula.node) && endOf(node) === endOf(formula.node),
  );
  if (index >= 0 && before.length === after.length) return after[index];
  const start = moved(startOf(formula.node), edits);
  return after.find(({ node }) => startOf(node) === start);
}

function nodeAgain(changed: Source, node: Node, edits: readonly Edit[]): Node | undefined {
  const start = moved(startOf(node), edits);
  let found: Node | undefined;
  walk(changed.file.program, (each) => {
    if (each.type === node.type && startOf(each) === start) found ??= each;
    return found === undefined;
  });
  return found;
}

/** Where an offset of the old text is in the new one. */
function moved(offset: number, edits: readonly Edit[]): number {
  let shift = 0;
  for (const { start, end, text } of edits) if (end <= offset) shift += text.length - (end - start);
  return offset + shift;
}
