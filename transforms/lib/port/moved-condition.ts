// A condition that was written for the errors of SDK v1 and now meets those of v2. Nothing is matched by its looks: the
// condition is asked on both, and so it is after a change.

import type { Node } from '@babel/types';
import type { Truth } from '../codemod.ts';
import type { Models } from '../recogniser/catalogue/catalogue.ts';
import { casesOf, conditionsOf, formulaOf, leavesOf, type Formula } from '../recogniser/vector/condition.ts';
import { type Experiment, observe, type Observation } from '../recogniser/vector/observe.ts';
import { bestPlace, type Candidate, placesIn, readsSubject } from '../recogniser/vector/site.ts';
import type { Value } from '../recogniser/language/value.ts';
import type { Place, Resolver } from '../recogniser/names/world.ts';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { nameOf, unwrap, walk } from '../tree.ts';
import { contains } from './made-of.ts';
import type { MovedRow } from './moved-rows.ts';

/** A condition in its file, with the place of the error in it. */
export interface Asked {
  readonly source: Source;
  readonly formula: Formula;
  readonly place: Place;
  readonly resolver?: Resolver;
}

/** What a condition and its parts say on one row: of v1's error, and of v2's. */
export interface Answer {
  readonly row: MovedRow;
  /** Leaves that were written for v2, and what they say on this row. */
  readonly known: Assumed;
  readonly then: Observation;
  readonly now: Observation;
}

/** A condition with what it says on every row. */
export interface MovedCondition extends Asked {
  readonly answers: readonly Answer[];
  /** Leaves, by their text, that no model error decides: both answers have to be thought of. */
  readonly free: readonly string[];
}

const formulas = new WeakMap<Source, readonly Formula[]>();

/**
 * Every condition of a file: tests, cases of switches, and looking something up in a table (`LABELS[e.code]`), which
 * asks whether it is there.
 */
export function formulasOf(source: Source): readonly Formula[] {
  let all = formulas.get(source);
  if (all === undefined) {
    const tests = conditionsOf(source.file.program);
    const lookups = lookupsOf(source).filter((each) => !tests.some((test) => contains(test, each)));
    all = [...tests, ...lookups, ...casesOf(source.file.program)].map(formulaOf);
    formulas.set(source, all);
  }
  return all;
}

/** `TABLE[key]` and `TABLE.get(key)` of a constant table, where the key is read off something. */
function lookupsOf(source: Source): readonly Node[] {
  const found: Node[] = [];
  walk(source.file.program, (node) => {
    const [table, key] = tableAndKey(node);
    if (table?.type !== 'Identifier' || key === undefined || /^(?:String|Numeric)Literal$/.test(key.type))
      return undefined;
    const declared = scopesOf(source).bindingOf(table)?.declarations[0]?.node;
    if (
      declared?.type === 'VariableDeclarator' &&
      /^(?:Object|New)Expression$/.test(unwrap(declared.init ?? node).type)
    )
      found.push(node);
    return undefined;
  });
  return found;
}

function tableAndKey(node: Node): readonly [Node | undefined, Node | undefined] {
  if (node.type === 'MemberExpression' && node.computed) return [node.object, node.property];
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [undefined, undefined];
  return nameOf(node.callee.property) === 'get' ? [node.callee.object, node.arguments[0]] : [undefined, undefined];
}

const ofV1: Models = { generations: new Set(['v1']), sse: false };

/** Finds the error among what a condition reads, by the errors of v1; undefined where there is none. */
export function subjectOf(
  source: Source,
  formula: Formula,
  resolver?: Resolver,
  among: readonly Candidate[] = placesIn(source, formula, resolver),
): Place | undefined {
  return bestPlace(source, formula, among, ofV1, resolver)?.place;
}

/** Asks a condition on every row. */
export function movedCondition(asked: Asked, rows: readonly MovedRow[]): MovedCondition {
  const now = rows.map((row) => observed(asked, row.now()));
  const first = rows.map((row) => observed(asked, row.then()));
  const leaves = leavesOf(asked.formula);
  const free = leaves.filter(
    (leaf) =>
      !readsSubject(asked.source, leaf, asked.place, asked.resolver) ||
      [...first, ...now].every(({ truths }) => undecided(truths.get(leaf.node))),
  );
  // A leaf that v1's errors never told apart, and v2's do, was written for v2: it means there what it means here.
  const told = (all: readonly Observation[]): readonly Observation[] =>
    all.filter((_, index) => rows[index]?.kind !== 'text');
  const written = leaves.filter(
    (leaf) => !free.includes(leaf) && isConstant(told(first), leaf.node) && !isConstant(told(now), leaf.node),
  );
  const answers = rows.flatMap((row, index): readonly Answer[] => {
    const today = now[index];
    if (today === undefined) return [];
    const known = new Map(
      written.flatMap(({ node }) => {
        const truth = today.truths.get(node);
        return truth === 'true' || truth === 'false' ? [[textOf(asked, node), truth === 'true'] as const] : [];
      }),
    );
    const then = known.size === 0 ? first[index] : observed(asked, row.then(), known);
    return then === undefined ? [] : [{ row, known, then, now: today }];
  });
  return { ...asked, answers, free: free.map(({ node }) => textOf(asked, node)) };
}

function undecided(truth: Truth | undefined): boolean {
  return truth === undefined || truth === 'unknown';
}

function isConstant(all: readonly Observation[], node: Node): boolean {
  const said = all.flatMap(({ truths }) => truths.get(node) ?? []);
  return new Set(said.filter((truth) => truth === 'true' || truth === 'false')).size < 2;
}

function textOf({ source }: Asked, { start, end }: Node): string {
  return source.text.slice(start ?? 0, end ?? 0);
}

/** Answers that are taken for granted, by the text of a leaf. */
export type Assumed = ReadonlyMap<string, boolean>;

/** Puts one value in the place of the error. */
export function observed(asked: Asked, value: Value, assume?: Assumed): Observation {
  const experiment = experimentOf(asked);
  return observe(assume === undefined || assume.size === 0 ? experiment : { ...experiment, assume }, value);
}

const experiments = new WeakMap<Asked, Experiment>();

/** One for all values: what one of them shows to be the same for all is not run again. */
function experimentOf(asked: Asked): Experiment {
  let experiment = experiments.get(asked);
  if (experiment === undefined) {
    const { source, formula, place, resolver } = asked;
    experiments.set(asked, (experiment = { source, condition: formula, place, ...(resolver && { resolver }) }));
  }
  return experiment;
}

/** What the condition says of a value; undefined where a guard before it left. */
export function truthOf(asked: Asked, value: Value, assume: Assumed): Truth | undefined {
  const { reached, truths } = observed(asked, value, assume);
  return reached ? truths.get(asked.formula.node) : undefined;
}
