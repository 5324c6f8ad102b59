// A condition that was written for the errors of SDK v1 and now meets those of v2: where it answers otherwise, and whether
// a change makes it say again what it said. Nothing is matched by its looks: both vectors are taken.

import type { Node } from '@babel/types';
import type { Change, Edit, Truth, VectorRow } from '../codemod.ts';
import { foldChanges } from '../fold.ts';
import { casesOf, conditionsOf, formulaOf, leavesOf, type Formula } from '../recogniser/condition.ts';
import { observe, type Experiment } from '../recogniser/observe.ts';
import { readsSubject, siteOf } from '../recogniser/site.ts';
import { isClassTest } from '../recogniser/steps.ts';
import type { Place } from '../recogniser/world.ts';
import { makeSource, type Source } from '../source.ts';
import { startOf, walk } from '../tree.ts';
import { movedRows, type MovedRow } from './moved-rows.ts';

/** A condition with the place of the error in it. */
export interface MovedCondition {
  readonly formula: Formula;
  readonly place: Place;
  readonly rows: readonly MovedRow[];
  /** Leaves, by their order, that can be either: class tests, which were moved already, and tests of something else. */
  readonly free: ReadonlySet<number>;
}

/** Every condition of a file, in a stable order: edits that add no condition keep it. */
export function formulasOf(source: Source): readonly Formula[] {
  return [...conditionsOf(source.file.program), ...casesOf(source.file.program)].map(formulaOf);
}

/** Finds the error among what a condition reads, by the errors of v1; undefined where there is none. */
export function movedCondition(source: Source, formula: Formula, sse: boolean): MovedCondition | undefined {
  const site = siteOf(source, formula, { generations: new Set(['v1']), sse });
  if (site === undefined) return undefined;
  const free = leavesOf(formula).flatMap((leaf, index) =>
    isClassTest(leaf) || !readsSubject(source, leaf, site.place) ? [index] : [],
  );
  return { formula, place: site.place, rows: movedRows(source, formula.node, sse), free: new Set(free) };
}

/** What a part answered under v1 and answers under v2, on one row. */
export interface Moved {
  readonly row: MovedRow;
  readonly then: ReadonlyMap<Node, Truth>;
  readonly now: ReadonlyMap<Node, Truth>;
}

/** The answers of a condition and of its parts, its text unchanged; under v1 its free leaves are taken to be true. */
export function answers(source: Source, { formula, place, rows, free }: MovedCondition): readonly Moved[] {
  const twin = { source, formula, place };
  const then = experimentOn(twin, free, free.size === 0 ? undefined : true);
  const now = experimentOn(twin, free, undefined);
  return rows.map((row) => ({ row, then: observe(then, row.then()).truths, now: observe(now, row.now()).truths }));
}

/** The condition after edits of its file, and in which file it then stands. */
export interface Twin {
  readonly source: Source;
  readonly formula: Formula;
  readonly place: Place;
}

/** Finds conditions again after an edit, by their order. */
export function edited(
  source: Source,
  change: Change,
): ((formula: Formula, place: Place) => Twin | undefined) | undefined {
  let changed: Source;
  let made: readonly Edit[];
  try {
    const folded = foldChanges(source, [change]);
    changed = makeSource(source.path, folded.text);
    made = folded.edits;
  } catch {
    return undefined;
  }
  const before = formulasOf(source);
  const after = formulasOf(changed);
  if (before.length !== after.length) return undefined;
  return (formula, place) => {
    const index = before.findIndex(({ node }) => node.start === formula.node.start && node.end === formula.node.end);
    const root = sameNode(changed, place.root, made);
    const twin = after[index];
    return root === undefined || twin === undefined
      ? undefined
      : { source: changed, formula: twin, place: { ...place, root } };
  };
}

function sameNode(changed: Source, node: Node, edits: readonly Edit[]): Node | undefined {
  let shift = 0;
  for (const { start, end, text } of edits) if (end <= startOf(node)) shift += text.length - (end - start);
  let found: Node | undefined;
  walk(changed.file.program, (each) => {
    if (each.type === node.type && each.start === startOf(node) + shift) found ??= each;
    return found === undefined;
  });
  return found;
}

/**
 * The first row on which the condition would not say under v2 what it said under v1; undefined where there is none. On
 * the rows of `seen` class tests are not taken for granted: those it has to see again.
 */
export function difference(
  source: Source,
  condition: MovedCondition,
  twin: Twin,
  seen: readonly MovedRow[] = [],
): MovedRow | undefined {
  const { formula, place, rows, free } = condition;
  const old: Twin = { source, formula, place };
  const ways = free.size === 0 ? [undefined] : [true, false];
  for (const way of ways) {
    const found = rows.find((row) => {
      const then = observe(experimentOn(old, free, way), row.then());
      const truth = then.reached ? then.truths.get(formula.node) : undefined;
      if (truth !== 'true' && truth !== 'false') return false;
      return observe(experimentOn(twin, free, way), row.now()).truths.get(twin.formula.node) !== truth;
    });
    if (found !== undefined) return found;
  }
  return seen.find((row) => {
    const now = observe(experimentOn(twin, free, undefined), row.now());
    return now.truths.get(twin.formula.node) === 'false';
  });
}

/** The condition with its free leaves taken to be true, or false. */
function experimentOn(
  { source, formula, place }: Twin,
  free: ReadonlySet<number>,
  way: boolean | undefined,
): Experiment {
  if (way === undefined) return { source, condition: formula, place };
  const leaves = leavesOf(formula).filter((_leaf, index) => free.has(index));
  const texts = leaves.map(({ node }) => source.text.slice(node.start ?? 0, node.end ?? 0));
  return { source, condition: formula, place, assume: new Map(texts.map((text) => [text, way])) };
}

/** Both vectors for people. */
export function vectorOf(source: Source, { formula, place, rows }: MovedCondition, twin: Twin): readonly VectorRow[] {
  return rows.flatMap((row): VectorRow[] => {
    const then = observe({ source, condition: formula, place }, row.then());
    const now = observe({ source: twin.source, condition: twin.formula, place: twin.place }, row.now());
    if (!then.reached) return [];
    return [
      {
        error: row.words,
        expired: false,
        before: then.truths.get(formula.node) ?? 'unknown',
        after: now.truths.get(twin.formula.node) ?? 'unknown',
      },
    ];
  });
}
