// A condition that was written for the errors of SDK v1 and now meets those of v2: whether it went blind, and whether a
// change makes it see again what it saw.

import type { Node } from '@babel/types';
import type { Change, VectorRow } from '../codemod.ts';
import type { Row } from '../recogniser/catalogue.ts';
import { leavesOf, type Formula } from '../recogniser/condition.ts';
import { observe, type Experiment } from '../recogniser/observe.ts';
import { prove } from '../recogniser/proof.ts';
import { readsSubject, siteOf, type Site } from '../recogniser/site.ts';
import { isClassTest } from '../recogniser/steps.ts';
import type { Source } from '../source.ts';
import { movedRows } from './moved-rows.ts';

/** A condition whose answers changed with the SDK. */
export interface BlindCondition {
  readonly site: Site;
  /** The leaves that answer otherwise. */
  readonly leaves: readonly Formula[];
  /** Rows on which the whole answered otherwise. */
  readonly rows: readonly Row[];
}

const unchanged: Change = { edits: [], imports: [] };

/** Finds the subject of a condition among the errors of v1, and whether the errors of v2 are answered otherwise. */
export function blindCondition(source: Source, formula: Formula, sse: boolean): BlindCondition | undefined {
  const site = siteOf(source, formula, { generations: new Set(['v1']), sse });
  if (site === undefined) return undefined;
  const rows = movedRows({ sse });
  if (answersAlike(source, site, unchanged, rows)) return undefined;
  const experiment: Experiment = { source, condition: formula, place: site.place };
  const seen = rows.map((row) => ({
    row,
    before: observe(experiment, row.stock()).truths,
    after: observe(experiment, row.patched()).truths,
  }));
  const differs = (node: Node): readonly Row[] =>
    seen.filter(({ before, after }) => before.get(node) === 'true' && after.get(node) !== 'true').map(({ row }) => row);
  const leaves = leavesOf(formula).filter((leaf) => differs(leaf.node).length > 0);
  return leaves.length === 0 ? undefined : { site, leaves, rows: differs(formula.node) };
}

/** Whether the condition, once changed, says of the errors of v2 what it said of those of v1. */
export function answersAlike(source: Source, site: Site, change: Change, rows: readonly Row[]): boolean {
  const experiment: Experiment = { source, condition: site.formula, place: site.place };
  return prove(experiment, change, rows, { free: freeTexts(source, site), hits: new Set() }).holds;
}

/** Class tests were moved already, and leaves on something else can be either. */
function freeTexts(source: Source, { formula, place }: Site): readonly string[] {
  const free = leavesOf(formula).filter((leaf) => isClassTest(leaf) || !readsSubject(source, leaf, place));
  return [...new Set(free.map(({ node }) => source.text.slice(node.start ?? 0, node.end ?? 0)))];
}

/** The vector of a condition under v1, and under v2 after the change. */
export function movedVector(source: Source, site: Site, change: Change, rows: readonly Row[]): readonly VectorRow[] {
  const experiment: Experiment = { source, condition: site.formula, place: site.place };
  const proof = prove(experiment, change, rows, { free: [], hits: new Set() });
  return proof.rows.map((row) => ({ ...row, expired: false }));
}

