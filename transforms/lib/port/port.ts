// The shared course of the codemods that mend tests which SDK v2 left behind: find the tests that went blind, try changes
// from the smallest up, and take the first after which every test that it touches says again what it said.

import type { Node } from '@babel/types';
import type { Change, Context, VectorRow } from '../codemod.ts';
import { leavesOf, partsOf, type Formula } from '../recogniser/condition.ts';
import type { Place } from '../recogniser/world.ts';
import type { Source } from '../source.ts';
import { startOf } from '../tree.ts';
import { errorSource, type Whose } from './error-source.ts';
import { formulasOf, movedCondition, observed, placeOf, type MovedCondition } from './moved-condition.ts';
import { movedRows, type MovedRow } from './moved-rows.ts';
import { askedOf, type Considered, holds, type Trial } from './trial.ts';
import { twinsAfter, type Twins } from './twins.ts';

/** What one codemod looks for, and what it tries. */
export interface Port {
  /** The rows that are this codemod's business. */
  readonly lost: (row: MovedRow) => boolean;
  /** Rows on which the answer may change. */
  readonly free?: (row: MovedRow) => boolean;
  /** Where a change reaches beyond the conditions: `careful` keeps what others hear, `refused` leaves it to a person. */
  readonly escaping: 'careful' | 'refused';
  /** A quick look: false where the condition cannot be of interest. */
  readonly asks: (formula: Formula) => boolean;
  /** Changes to try in turn. */
  readonly tries: (blind: Blind) => readonly Change[];
}

/** A condition that does not say of v2's errors what it said of v1's. */
export interface Blind {
  readonly formula: Formula;
  readonly place: Place;
  /** The parts that make the difference. */
  readonly leaves: readonly Formula[];
  /** The mishaps on which it is made. */
  readonly lost: readonly MovedRow[];
  /** Of some places in the text those whose change makes a difference to the answers. */
  effective<Item>(items: readonly Item[], change: (item: Item) => Change): readonly Item[];
}

/** A condition that went blind, whose error it tests, and the changes that mend it. */
export interface Ported extends Blind {
  readonly whose: Whose;
  /** For the errors of the SDK. */
  readonly change: Change | undefined;
  /** The same without a loss for errors of another client, which keep their status in `code`; absent where it is no other. */
  readonly careful: Change | undefined;
  readonly rows: readonly VectorRow[];
}

/** Every condition of the file that went blind in the sense of the port. */
export function portConditions(source: Source, context: Context, port: Port): readonly Ported[] {
  const error = errorSource(source, context, 'v2');
  if (error === undefined) return [];
  const considered = formulasOf(source)
    .filter(port.asks)
    .sort((left, right) => startOf(left.node) - startOf(right.node))
    .map((formula): Considered => {
      const place = placeOf(source, formula, error.resolver);
      return { formula, place, whose: place === undefined ? 'open' : error.of(place, formula.node) };
    });
  const { sse, resolver } = error;
  const { lost, free = () => false, escaping } = port;
  const trial: Trial = { source, considered, sse, resolver, lost, free, escaping };
  const accepted: Change[] = [];
  let twins: Twins | undefined = twinsAfter(source, accepted);
  return considered.flatMap((each): Ported[] => {
    const blind = twins && blindIn(trial, each, twins);
    if (blind === undefined) return [];
    if (each.whose === 'foreign') return [{ ...blind, whose: 'foreign', change: undefined, careful: undefined, rows: [] }];
    const tried = port.tries(blind);
    const first = (foreign: boolean): Change | undefined =>
      tried.find((change) => holds(trial, each, accepted, change, foreign));
    const change = first(false);
    const careful = each.whose === 'ours' ? undefined : first(true);
    if (change !== undefined && each.whose === 'ours') {
      accepted.push(change);
      twins = twinsAfter(source, accepted);
    }
    const rows = change === undefined ? [] : vectorOf(trial, blind, twinsAfter(source, [...accepted, change]));
    return [{ ...blind, whose: each.whose, change, careful: careful === change ? undefined : careful, rows }];
  });
}

/** What a condition does not see any more, in the text as it is after the changes so far. */
function blindIn(trial: Trial, each: Considered, twins: Twins): Blind | undefined {
  const { source, sse } = trial;
  const asked = askedOf(trial, each);
  const twin = asked && twins.of(asked);
  if (asked === undefined || twin === undefined) return undefined;
  const { formula, place } = asked;
  const rows = movedRows(source, formula.node, { sse, foreign: false });
  const condition = movedCondition(asked, rows.filter(trial.lost));
  const leaves = leavesOf(formula);
  const twinLeaves = leavesOf(twin.formula);
  const seen = condition.answers.map(({ row, then }) => {
    const now = observed(twin, row.now());
    const [old, today] = [then.truths.get(formula.node), now.truths.get(twin.formula.node)];
    const blind = leaves.filter(({ node }, index) => {
      const other = twinLeaves[index];
      return other !== undefined && decided(then.truths.get(node)) && then.truths.get(node) !== now.truths.get(other.node);
    });
    const lost = then.reached && now.reached && (old === 'unknown' ? blind.length > 0 : decided(old) && old !== today);
    return { row, blind, lost };
  });
  const lost = seen.filter((each) => each.lost);
  const blind = leaves.filter((leaf) => lost.some((each) => each.blind.includes(leaf)));
  if (blind.length === 0) return undefined;
  return {
    formula,
    place,
    leaves: blind,
    lost: lost.map(({ row }) => row),
    effective: (items, change) =>
      items.length < 2 ? items : items.filter((item) => makesDifference(condition, source, change(item))),
  };
}

function decided(truth: string | undefined): boolean {
  return truth === 'true' || truth === 'false';
}

/** True when some part of the condition answers otherwise after the change, on any row. */
function makesDifference(condition: MovedCondition, source: Source, change: Change): boolean {
  const twin = twinsAfter(source, [change])?.of(condition);
  if (twin === undefined) return true;
  const before = partsOf(condition.formula).map(({ node }) => node);
  const after = partsOf(twin.formula).map(({ node }) => node);
  const rows = movedRows(source, condition.formula.node, { sse: true, foreign: true });
  return rows.some((row) =>
    [row.then, row.now].some((make) => {
      const [old, now] = [observed(condition, make()).truths, observed(twin, make()).truths];
      return before.some((node: Node, index) => {
        const other = after[index];
        return other === undefined || old.get(node) !== now.get(other);
      });
    }),
  );
}

/** Both vectors for people. */
function vectorOf({ source, sse }: Trial, { formula, place }: Blind, twins: Twins | undefined): readonly VectorRow[] {
  const twin = twins?.of({ source, formula, place });
  if (twin === undefined) return [];
  return movedRows(source, formula.node, { sse, foreign: false }).flatMap((row): VectorRow[] => {
    const then = observed({ source, formula, place }, row.then());
    const now = observed(twin, row.now());
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
