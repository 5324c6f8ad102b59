// The shared course of the codemods that mend tests which SDK v2 left behind: find the tests that went blind, try changes
// from the smallest up, and take the first after which every test that it touches says again what it said.

import type { Node } from '@babel/types';
import type { Change, Context, Edit, VectorRow } from '../codemod.ts';
import { closureOf } from '../recogniser/closure.ts';
import { leavesOf, type Formula } from '../recogniser/condition.ts';
import type { Source } from '../source.ts';
import { endOf, startOf } from '../tree.ts';
import { errorSource } from './error-source.ts';
import {
  answers,
  difference,
  edited,
  formulasOf,
  movedCondition,
  type MovedCondition,
  vectorOf,
} from './moved-condition.ts';
import type { MovedRow } from './moved-rows.ts';

/** What one codemod looks for, and what it tries. */
export interface Port {
  /** The rows whose loss is this codemod's business. */
  readonly lost: (row: MovedRow) => boolean;
  /** Rows on which the answer may change. */
  readonly free?: (row: MovedRow) => boolean;
  /** A quick look: false where the condition cannot be of interest. */
  readonly asks: (formula: Formula) => boolean;
  /** Changes to try in turn; `blind` are the leaves that went blind. */
  readonly tries: (formula: Formula, blind: readonly Formula[]) => readonly Change[];
}

/** A condition that went blind, whose error it tests, and the change that mends it, if there is one. */
export interface Ported {
  readonly formula: Formula;
  readonly whose: 'ours' | 'open' | 'foreign';
  readonly change: Change | undefined;
  readonly rows: readonly VectorRow[];
  /** The mishaps that it did not see any more. */
  readonly lost: readonly MovedRow[];
}

/** Every condition of the file that went blind in the sense of the port. */
export function portConditions(source: Source, context: Context, port: Port): readonly Ported[] {
  const error = errorSource(source, context, 'v2');
  if (error === undefined) return [];
  const conditions = formulasOf(source).filter(port.asks);
  const moved = conditions.flatMap((formula) => movedCondition(source, formula, error.sse) ?? []);
  const all = moved.map((condition) => ({
    ...condition,
    rows: condition.rows.filter((row) => !(port.free?.(row) ?? false)),
  }));
  return all.flatMap((condition): Ported[] => {
    const { blind, lost, whole } = blindIn(source, condition, port);
    if (blind.length === 0) return [];
    const { formula, place } = condition;
    const whose = error.of(place, formula.node);
    const change = port.tries(formula, blind).find((each) => holds(source, all, condition, whole, each));
    const twin = change && edited(source, change)?.(formula, place);
    const rows = twin === undefined ? [] : vectorOf(source, condition, twin);
    return [{ formula, whose, change: twin && change, rows, lost }];
  });
}

interface Blind {
  readonly blind: readonly Formula[];
  readonly lost: readonly MovedRow[];
  /** The rows that the condition as a whole lost. */
  readonly whole: readonly MovedRow[];
}

/** The leaves that lost a row; none where the condition as a whole answers as before. */
function blindIn(source: Source, condition: MovedCondition, port: Port): Blind {
  const moved = answers(source, condition);
  const lostBy = (node: Node): readonly MovedRow[] =>
    moved
      .filter(({ row, then, now }) => port.lost(row) && then.get(node) === 'true' && now.get(node) !== 'true')
      .map(({ row }) => row);
  const { formula } = condition;
  const blind = leavesOf(formula).filter(({ node }) => lostBy(node).length > 0);
  const whole = moved
    .filter(
      ({ row, then, now }) => port.lost(row) && then.get(formula.node) === 'true' && now.get(formula.node) === 'false',
    )
    .map(({ row }) => row);
  const lost = whole.length > 0 ? whole : blind.flatMap(({ node }) => lostBy(node));
  return { blind, lost: [...new Set(lost)], whole };
}

/** True when every condition that the change touches says under v2 what it said under v1. */
function holds(
  source: Source,
  all: readonly MovedCondition[],
  own: MovedCondition,
  whole: readonly MovedRow[],
  change: Change,
): boolean {
  if (change.edits.length === 0) return false;
  const after = edited(source, change);
  if (after === undefined) return false;
  const touched = all.filter((each) => each === own || restsOn(source, each.formula.node, change.edits));
  return touched.every((condition) => {
    const twin = after(condition.formula, condition.place);
    return twin !== undefined && difference(source, condition, twin, condition === own ? whole : []) === undefined;
  });
}

function restsOn(source: Source, condition: Node, edits: readonly Edit[]): boolean {
  return closureOf(source, condition).some((part) => edits.some((edit) => contains(part, edit)));
}

interface Spanned {
  readonly start?: number | null;
  readonly end?: number | null;
}

/** True when the outer span holds the inner one. */
export function contains(outer: Spanned, inner: Spanned): boolean {
  return startOf(outer) <= startOf(inner) && endOf(inner) <= endOf(outer);
}
