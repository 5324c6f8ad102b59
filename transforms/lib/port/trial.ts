// Whether a change may be made: every condition that it touches is asked before and after it, on every row.

import type { Node } from '@babel/types';
import type { Change, Edit, Truth } from '../codemod.ts';
import { type Formula, frameOf, writtenTest } from '../recogniser/vector/condition.ts';
import type { Place, Resolver } from '../recogniser/names/world.ts';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import type { Considered } from './considered.ts';
import { guardedBy } from './guarded-values.ts';
import { bindingAround, contains, isExported, madeOf } from './made-of.ts';
import { type Asked, type Assumed, movedCondition, truthOf } from './moved-condition.ts';
import type { MovedRow } from './moved-rows.ts';
import { twinsAfter } from './twins.ts';

/** What stays the same while changes are tried. */
export interface Trial {
  readonly source: Source;
  readonly considered: readonly Considered[];
  readonly resolver: Resolver | undefined;
  /** The rows to put to a condition; `foreign`: those of another client with them. */
  readonly rowsOf: (formula: Formula, foreign: boolean) => readonly MovedRow[];
  /** What conditions said, by condition and rows, worked out once. */
  readonly tables: Map<Considered, Map<boolean, readonly Said[]>>;
  /** The rows that have to be seen again. */
  readonly lost: (row: MovedRow) => boolean;
  /** Rows on which the answer may change. */
  readonly free: (row: MovedRow) => boolean;
  /** A test is lost as well if a guard before it leaves now where it did not. */
  readonly guards: boolean;
  /** What to do where the change reaches beyond the conditions: `careful` keeps the errors of other clients. */
  readonly escaping: 'careful' | 'refused';
}

/**
 * True when every condition that the change touches says under v2 what it said under v1 or, on rows that are not the
 * business at hand, what it says today. `foreign`: errors of another client come to the condition as well.
 */
export function holds(
  trial: Trial,
  own: Considered,
  before: readonly Change[],
  change: Change,
  foreign: boolean,
): boolean {
  const twins = change.edits.length === 0 ? undefined : twinsAfter(trial.source, [...before, change]);
  if (twins === undefined) return false;
  const beyond = reachesBeyond(trial, own, change.edits);
  if (beyond && trial.escaping === 'refused') return false;
  const touched = trial.considered.filter((each) => each === own || restsOn(trial.source, each, change.edits));
  return touched.every((each) => {
    const asked = askedOf(trial, each);
    const twin = asked && twins.of(asked);
    if (asked === undefined || twin === undefined) return false;
    const inner = isInner(trial, each);
    if (inner && each !== own) return true;
    const beside = each === own ? foreign || beyond : each.whose() !== 'ours' || beyond;
    return said(trial, each, asked, beside).every(({ row, assume, then, now }) => {
      if ((then !== 'true' && then !== 'false') || trial.free(row)) return true;
      const business = each === own && trial.lost(row);
      if (inner && !business) return true;
      const after = truthOf(twin, row.now(), assume);
      // A guard before it, which the change does not touch and which was written for v2, takes the error away.
      if (after === undefined && now === undefined && !trial.guards) return true;
      if (after === then || (!business && after === now)) return true;
      return after === 'true' && row.halfway !== undefined && truthOf(asked, row.halfway(), assume) === 'true';
    });
  });
}

/** The condition as a question. */
export function askedOf(trial: Trial, { formula, place }: Considered): Asked | undefined {
  const error = place();
  return error && askedAt(trial, formula, error);
}

/** The condition as a question about a place. */
export function askedAt({ source, resolver }: Trial, formula: Formula, place: Place): Asked {
  return { source, formula, place, ...(resolver && { resolver }) };
}

/** What a condition said of a row under v1, and says as it stands; once for each answer of what cannot be known. */
interface Said {
  readonly row: MovedRow;
  readonly assume: Assumed;
  readonly then: Truth | undefined;
  readonly now: Truth | undefined;
}

function said({ tables, rowsOf }: Trial, each: Considered, asked: Asked, foreign: boolean): readonly Said[] {
  const known = tables.get(each) ?? new Map<boolean, readonly Said[]>();
  tables.set(each, known);
  let table = known.get(foreign);
  if (table === undefined) {
    const { answers, free } = movedCondition(asked, rowsOf(asked.formula, foreign));
    const ways = free.length === 0 ? [undefined] : [true, false];
    table = answers.flatMap(({ row, known: written }) =>
      ways.map((way): Said => {
        const assume = new Map(way === undefined ? [] : free.map((text) => [text, way] as const));
        const then = truthOf(asked, row.then(), new Map([...assume, ...written]));
        return { row, assume, then, now: truthOf(asked, row.now(), assume) };
      }),
    );
    known.set(foreign, table);
  }
  return table;
}

function restsOn(source: Source, { formula }: Considered, edits: readonly Edit[]): boolean {
  return madeOf(source, formula.node).some((part) => edits.some((edit) => contains(part, edit)));
}

/** The change lies in a constant or function that others than the conditions at hand use, be it in other files. */
function reachesBeyond({ source, considered }: Trial, own: Considered, edits: readonly Edit[]): boolean {
  const frame = frameOf(writtenTest(own.formula.node), scopesOf(source));
  return edits.some((edit) => {
    if (frame !== undefined && contains(frame, edit)) return false;
    const part = madeOf(source, own.formula.node).find((each) => each !== own.formula.node && contains(each, edit));
    const binding = part && bindingAround(source, part);
    if (binding === undefined) return false;
    const used = binding.references.every(({ node }) =>
      considered.some((each) => isPartOf(source, each, node) || isBehind(source, each, node)),
    );
    return !used || isExported(source, binding);
  });
}

function isPartOf(source: Source, { formula }: Considered, node: Node): boolean {
  return madeOf(source, formula.node).some((part) => contains(part, node));
}

/** A value that is read where a condition is true, off what the condition asked: a table that has the key. */
function isBehind(source: Source, each: Considered, node: Node): boolean {
  const body = guardedBy(source, each.formula);
  return body !== undefined && contains(body, node);
}

/** A condition inside a function that only other conditions of the file call: these say what it has to answer. */
function isInner({ source, considered }: Trial, own: Considered): boolean {
  const binding = bindingAround(source, writtenTest(own.formula.node));
  const frame = frameOf(writtenTest(own.formula.node), scopesOf(source));
  if (binding === undefined || frame === undefined || isExported(source, binding)) return false;
  const outside = considered.filter(({ formula, place }) => !contains(frame, formula.node) && place() !== undefined);
  const calls = binding.references.filter(({ node }) => !contains(frame, node));
  return calls.length > 0 && calls.every(({ node }) => outside.some((each) => isPartOf(source, each, node)));
}
