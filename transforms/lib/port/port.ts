// The shared course of the codemods that mend tests which SDK v2 left behind: find the tests that went blind, try changes
// from the smallest up, and take the first after which every test that it touches says again what it said.

import type { Node } from '@babel/types';
import type { Change, Context, Truth, VectorRow } from '../codemod.ts';
import { isCase, leavesOf, partsOf, type Formula } from '../recogniser/vector/condition.ts';
import type { Place } from '../recogniser/names/world.ts';
import type { Observation } from '../recogniser/vector/observe.ts';
import type { Source } from '../source.ts';
import { startOf } from '../tree.ts';
import { considered as consideredIn, type Considered } from './considered.ts';
import { errorSource, type Whose } from './error-source.ts';
import { formulasOf, movedCondition, observed, type MovedCondition } from './moved-condition.ts';
import { contains, madeOf } from './made-of.ts';
import { withOldNumber } from './moved-errors.ts';
import { movedRows, type MovedRow } from './moved-rows.ts';
import { decided, leavesThatDiffer, mayBeBlind } from './may-be-blind.ts';
import { askedAt, askedOf, holds, type Trial } from './trial.ts';
import { twinsAfter, type Twins } from './twins.ts';

/** What one codemod looks for, and what it tries. */
export interface Port {
  /** The rows that are this codemod's business. */
  readonly lost: (row: MovedRow) => boolean;
  /** Rows on which the answer may change; `careful`: not even for the sake of certainty. */
  readonly free?: (row: MovedRow, careful: boolean) => boolean;
  /** Where a change reaches beyond the conditions: `careful` keeps what others hear, `refused` leaves it to a person. */
  readonly escaping: 'careful' | 'refused';
  /** A quick look: false where the condition cannot be of interest. */
  readonly asks: (formula: Formula) => boolean;
  /** Changes to try in turn. */
  readonly tries: (blind: Blind) => readonly Change[];
  /** Changes to try that keep what somebody else's errors mean as well; `tries` where it is absent. */
  readonly carefully?: (blind: Blind) => readonly Change[];
  /** False where the change is a question still, whosever the error is. */
  readonly certain?: (blind: Blind) => boolean;
  /** True where a test is lost as well if a guard before it leaves now where it did not. */
  readonly guards?: true;
  /** Only tests that would say again what they said if v2's error had the old number in `code`. */
  readonly byTheNumber?: true;
  /** Leaves to ask about where nothing can be worked out: they hand the value to what other files define. */
  readonly suspects?: (leaf: Formula, place: Place) => boolean;
  /** The rows as the condition's author had them in mind, where that is not what v1 did. */
  readonly believed?: (row: MovedRow) => MovedRow;
}

/** A condition that does not say of v2's errors what it said of v1's. */
export interface Blind {
  readonly formula: Formula;
  readonly place: Place;
  /** The parts that make the difference. */
  readonly leaves: readonly Formula[];
  /** The mishaps on which it is made. */
  readonly lost: readonly MovedRow[];
  /** What the condition as a whole said of a mishap under v1. */
  said(id: string): Truth | undefined;
  /** Of some places in the text those whose change makes a difference to the answers. */
  effective<Item>(items: readonly Item[], change: (item: Item) => Change): readonly Item[];
}

/** A condition that went blind, whose error it tests, and the changes that mend it. */
export interface Ported extends Blind {
  readonly whose: Whose;
  /** Nothing was worked out and nothing is proven. */
  readonly undecided?: true;
  /** For the errors of the SDK. */
  readonly change: Change | undefined;
  /** The same without a loss for somebody else's errors; worked out when it is asked for, undefined where it is no other. */
  careful(): Change | undefined;
  readonly rows: readonly VectorRow[];
}

/** Every condition of the file that went blind in the sense of the port. */
export function portConditions(source: Source, context: Context, port: Port): readonly Ported[] {
  const error = errorSource(source, context, 'v2');
  if (error === undefined) return [];
  const all = formulasOf(source)
    .filter(port.asks)
    .map((formula) => consideredIn(source, formula, error));
  const { sse, resolver } = error;
  const { lost, escaping, believed } = port;
  const rowsOf = ({ node }: Formula, foreign: boolean): readonly MovedRow[] => {
    const rows = movedRows(source, node, { sse, foreign });
    return believed === undefined ? rows : rows.map(believed);
  };
  const trial = (careful: boolean): Trial => ({
    source,
    considered: all,
    resolver,
    rowsOf,
    tables: new Map(),
    lost,
    free: (row) => port.free?.(row, careful) ?? false,
    guards: port.guards ?? false,
    escaping,
  });
  const [plain, strict] = [trial(false), trial(true)];
  const accepted: Change[] = [];
  let twins: Twins | undefined = twinsAfter(source, accepted);
  const reported: Formula[] = [];
  return inOrder(source, all).flatMap((each): Ported[] => {
    const blind = twins && blindIn(plain, each, twins, port);
    // A call of a predicate that is reported itself has nothing of its own to say.
    const suspect = twins && blind === undefined ? suspectIn(plain, each, port) : undefined;
    if (suspect !== undefined) {
      const change = port.tries(suspect)[0];
      return [{ ...suspect, whose: each.whose(), undecided: true, change, careful: () => undefined, rows: [] }];
    }
    if (blind === undefined || blind.leaves.every((leaf) => reported.some((one) => isInside(source, leaf, one))))
      return [];
    reported.push(each.formula);
    const whose = each.whose();
    if (whose === 'foreign') return [{ ...blind, whose, change: undefined, careful: () => undefined, rows: [] }];
    const before = [...accepted];
    const change = port.tries(blind).find((one) => holds(plain, each, before, one, false));
    const careful = (): Change | undefined => {
      const tried = (port.carefully ?? port.tries)(blind);
      // A case that is added answers for itself: there is no one condition to ask.
      const added = isCase(each.formula.node) && port.carefully !== undefined;
      const other = added ? tried[0] : tried.find((one) => holds(strict, each, before, one, true));
      return other === undefined || sameEdits(other, change) ? undefined : other;
    };
    if (change !== undefined && whose === 'ours' && (port.certain?.(blind) ?? true)) {
      accepted.push(change);
      twins = twinsAfter(source, accepted);
    }
    const rows = change === undefined ? [] : vectorOf(plain, each, twinsAfter(source, [...before, change]));
    return [{ ...blind, whose, change, careful, rows }];
  });
}

/** What others lead to comes first: where a predicate is mended its calls are. */
function inOrder(source: Source, considered: readonly Considered[]): readonly Considered[] {
  const rank = ({ formula }: Considered): number =>
    considered.filter((other) => other.formula !== formula && isInside(source, other.formula, formula)).length;
  const ranks = new Map(considered.map((each) => [each, rank(each)]));
  return [...considered].sort(
    (left, right) =>
      (ranks.get(right) ?? 0) - (ranks.get(left) ?? 0) || startOf(left.formula.node) - startOf(right.formula.node),
  );
}

/** True where the inner condition stands in a function that the outer one calls. */
function isInside(source: Source, outer: Formula, inner: Formula): boolean {
  return madeOf(source, outer.node).some((part) => part !== outer.node && contains(part, inner.node));
}

function sameEdits(left: Change, right: Change | undefined): boolean {
  return JSON.stringify(left.edits) === JSON.stringify(right?.edits);
}

/** What a condition does not see any more, in the text as it is after the changes so far. */
function blindIn(trial: Trial, each: Considered, twins: Twins, port: Port): Blind | undefined {
  const { guards = false, byTheNumber = false } = port;
  const rows = trial.rowsOf(each.formula, false);
  const business = rows.filter(trial.lost);
  if (!each.places.some((at) => mayBeBlind(askedAt(trial, each.formula, at), twins, business))) return undefined;
  const asked = askedOf(trial, each);
  const twin = asked && twins.of(asked);
  if (asked === undefined || twin === undefined) return undefined;
  const { formula, place } = asked;
  const condition = movedCondition(asked, rows);
  const leaves = leavesOf(formula);
  const twinLeaves = leavesOf(twin.formula);
  const answers = condition.answers.filter(({ row }) => trial.lost(row));
  const saysAgain = (row: MovedRow, blind: readonly Formula[], old: Truth | undefined, then: Observation): boolean => {
    const numbered = observed(twin, withOldNumber(row.then(), row.now()));
    if (old !== 'unknown') return numbered.truths.get(twin.formula.node) === old;
    return blind.some((leaf) => {
      const other = twinLeaves[leaves.findIndex(({ node }) => node === leaf.node)];
      return other !== undefined && numbered.truths.get(other.node) === then.truths.get(leaf.node);
    });
  };
  const seen = answers.map(({ row, then }) => {
    const now = observed(twin, row.now());
    const [old, today] = [then.truths.get(formula.node), now.truths.get(twin.formula.node)];
    const blind = leavesThatDiffer(leaves, twinLeaves, then, now);
    const differs = old === 'unknown' ? blind.length > 0 : decided(old) && old !== today;
    const lost = then.reached && (now.reached ? differs : guards && old === 'true');
    return { row, blind, lost: lost && (!byTheNumber || saysAgain(row, blind, old, then)) };
  });
  const lost = seen.filter((each) => each.lost);
  const blind = leaves.filter((leaf) => lost.some((each) => each.blind.includes(leaf)));
  if (blind.length === 0) return undefined;
  return {
    formula,
    place,
    leaves: blind,
    lost: lost.map(({ row }) => row),
    said: (id) => condition.answers.find(({ row }) => row.id === id)?.then.truths.get(formula.node),
    effective: (items, change) =>
      items.length < 2
        ? items
        : items.filter((item) => makesDifference(condition, trial.rowsOf(formula, true), change(item))),
  };
}

/** A condition of the SDK's errors that nothing can be told of, for what it hands on is not known. */
function suspectIn(trial: Trial, each: Considered, { suspects }: Port): Blind | undefined {
  const suspicious = leavesOf(each.formula).some((leaf) => each.places.some((at) => suspects?.(leaf, at) === true));
  const asked = suspicious ? askedOf(trial, each) : undefined;
  if (asked === undefined || suspects === undefined || each.whose() === 'foreign') return undefined;
  const { formula, place } = asked;
  const leaves = leavesOf(formula).filter((leaf) => suspects(leaf, place));
  if (leaves.length === 0) return undefined;
  const seen = trial.rowsOf(formula, false).map((row) => observed(asked, row.then()));
  const unknown = leaves.filter(({ node }) => seen.every(({ truths }) => !decided(truths.get(node))));
  if (unknown.length === 0) return undefined;
  return {
    formula,
    place,
    leaves: unknown,
    lost: [],
    said: () => undefined,
    effective: (items) => items,
  };
}

/** True when some part of the condition answers otherwise after the change, on any row. */
function makesDifference(condition: MovedCondition, rows: readonly MovedRow[], change: Change): boolean {
  const twin = twinsAfter(condition.source, [change])?.of(condition);
  if (twin === undefined) return true;
  const before = partsOf(condition.formula).map(({ node }) => node);
  const after = partsOf(twin.formula).map(({ node }) => node);
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
function vectorOf(trial: Trial, each: Considered, twins: Twins | undefined): readonly VectorRow[] {
  const asked = askedOf(trial, each);
  const twin = asked && twins?.of(asked);
  if (asked === undefined || twin === undefined) return [];
  return trial.rowsOf(each.formula, false).flatMap((row): VectorRow[] => {
    const then = observed(asked, row.then());
    if (!then.reached) return [];
    const now = observed(twin, row.now());
    const [before, after] = [then.truths.get(asked.formula.node), now.truths.get(twin.formula.node)];
    return [{ error: row.words, expired: false, before: before ?? 'unknown', after: after ?? 'unknown' }];
  });
}
