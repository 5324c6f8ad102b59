// One condition under inspection: its subject, its vector and how its parts read.

import type { Node } from '@babel/types';
import type { Truth } from '../../codemod.ts';
import { scopesOf, sourceOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { isWithin, unwrap } from '../../tree.ts';
import { catalogue, isExpired, type Models, type Row } from '../catalogue/catalogue.ts';
import { readingOf, type Reading, type Seen } from './classify.ts';
import { functionOf } from '../names/callee.ts';
import { frameOf, leavesOf, partsOf, type Formula } from './condition.ts';
import { isClass } from '../language/functions.ts';
import { observe } from './observe.ts';
import { probesOf } from '../catalogue/probes.ts';
import { likeness, waysOf, type Likeness } from './subject.ts';
import { isNeedleClose, needleOf } from './suspicion.ts';
import { samePlace, type Place, type Resolver } from '../names/world.ts';
import { sdkThing } from '../catalogue/sdk-names.ts';

export interface Site {
  readonly formula: Formula;
  readonly place: Place;
  readonly likeness: Likeness;
  readonly rows: readonly Row[];
  readonly seen: readonly Seen[];
  readonly readings: ReadonlyMap<Node, Reading>;
  readonly ways: readonly Place[];
}

/**
 * Finds the subject of a condition and reads the condition with every model error in its place. `but` has the subjects
 * that are settled already.
 */
export function siteOf(source: Source, formula: Formula, models: Models, but: readonly Place[] = []): Site | undefined {
  const ways = waysOf(source, formula);
  const search = searchOf(source, formula, models, undefined);
  const found = subjectAmong(search, candidatesIn(source, formula, ways, but));
  if (found === undefined) return undefined;
  const { place, like, score } = found;
  const { rows, quick, probes } = search;
  const some = score < 1 ? quick : [...rows, ...probes()];
  const seen = score < 1 ? found.seen : look(source, formula, place, some);
  return { formula, place, likeness: like, rows: some, seen, readings: readingsOf(formula, seen), ways };
}

/** Where the error stands, by what declares it, what it is called and how it is tested. */
export interface Candidate {
  readonly place: Place;
  readonly like: Likeness;
}

/** The places of a condition where an error may stand, for whoever has questions of their own to put to it. */
export function placesIn(source: Source, formula: Formula, resolver?: Resolver): readonly Candidate[] {
  return candidatesIn(source, formula, waysOf(source, formula, resolver), []);
}

/** Of several places the one that tells errors apart best; one is the best without being asked. */
export function bestPlace(
  source: Source,
  formula: Formula,
  candidates: readonly Candidate[],
  models: Models,
  resolver?: Resolver,
): Candidate | undefined {
  return candidates.length < 2 ? candidates[0] : subjectAmong(searchOf(source, formula, models, resolver), candidates);
}

function candidatesIn(
  source: Source,
  formula: Formula,
  ways: readonly Place[],
  but: readonly Place[],
): readonly Candidate[] {
  // Who asks about a condition without any needle has other questions than ours, and needles of its own.
  const close = isNeedleClose(source, formula.node) || needleOf(source, formula.node) === undefined;
  return ways.flatMap((place) => {
    if (isUnwoundTooFar(place) || !isInSight(source, place.root, formula.node)) return [];
    const like = testedAsError(source, formula, place) ? 'typed' : likeness(source, place);
    if (like === 'foreign' || (like === 'plain' && !close)) return [];
    return but.some((other) => samePlace(other, place)) ? [] : [{ place, like }];
  });
}

/** `e.cause.cause.cause`: nobody writes it; a function that unwraps errors and calls itself reads such ways by the hundred. */
function isUnwoundTooFar({ path }: Place): boolean {
  return path.length > 2 && path.some((key) => path.filter((other) => other === key).length > 2);
}

/** What a subject is looked for with. */
interface Search {
  readonly source: Source;
  readonly formula: Formula;
  readonly resolver: Resolver | undefined;
  readonly rows: readonly Row[];
  readonly quick: readonly Row[];
  readonly probes: () => readonly Row[];
}

function searchOf(source: Source, formula: Formula, models: Models, resolver: Resolver | undefined): Search {
  const rows = catalogue(models);
  const quick = rows.filter((row) => row.quick);
  return { source, formula, resolver, rows, quick, probes: () => probesOf(source, formula.node, models) };
}

/** The candidate that tells the quick rows apart best or, where none does, the quick rows and some of its own probes. */
function subjectAmong(search: Search, candidates: readonly Candidate[]): Scored | undefined {
  const { quick, probes } = search;
  const first = bestOf(search, candidates, quick);
  if (first === undefined || first.score >= 1) return first;
  const told = probes()
    .filter((probe) => probe.kind === 'expired')
    .slice(0, mostTried);
  const tried = told.length === 0 ? first : bestOf(search, candidates, [...quick, ...told]);
  return tried === undefined || tried.score < 1 ? first : tried;
}

/** True for what is declared around a condition; a variable of a function that it calls has no name there. */
function isInSight(source: Source, root: Node, condition: Node): boolean {
  if ((sourceOf(root) ?? source) !== source) return false;
  const owner = isClass(root) ? root : frameOf(root, scopesOf(source));
  return owner === undefined || isWithin(condition, owner);
}

/** A wording that no model error has is tried by its own probes, of which so many tell enough. */
const mostTried = 6;

interface Scored extends Candidate {
  readonly seen: readonly Seen[];
  readonly score: number;
}

/** The candidate that sets the errors apart best; below 1 it does not. */
function bestOf(
  { source, formula, resolver }: Search,
  candidates: readonly Candidate[],
  rows: readonly Row[],
): Scored | undefined {
  const scored = candidates.map((candidate): Scored => {
    const seen = look(source, formula, candidate.place, rows, resolver);
    return { ...candidate, seen, score: scoreOf(formula, seen) + ranks[candidate.like] };
  });
  return scored.sort((left, right) => right.score - left.score)[0];
}

/** `x instanceof StreamableHTTPError` makes an error of whatever `x` is called. */
function testedAsError(source: Source, formula: Formula, place: Place): boolean {
  if (place.path.length === 0) return false;
  return leavesOf(formula).some(({ node }) => {
    const leaf = unwrap(node);
    if (leaf.type !== 'BinaryExpression' || leaf.operator !== 'instanceof') return false;
    if (!/Error$/.test(sdkThing(leaf.right)?.name ?? '')) return false;
    const longest = waysOf(source, { kind: 'leaf', node: leaf.left }).at(-1);
    return longest !== undefined && samePlace(longest, place);
  });
}

/** Ties go to the place that is more surely an error, and then to the shorter way. */
const ranks: Readonly<Record<Likeness, number>> = { caught: 0.4, named: 0.3, typed: 0.2, plain: 0.1, foreign: 0 };

function look(
  source: Source,
  condition: Formula,
  place: Place,
  rows: readonly Row[],
  resolver?: Resolver,
): readonly Seen[] {
  const experiment = { source, condition, place, ...(resolver && { resolver }) };
  return rows.map((row) => ({ row, stock: observe(experiment, row.stock()) }));
}

function readingsOf(formula: Formula, seen: readonly Seen[]): ReadonlyMap<Node, Reading> {
  return new Map(partsOf(formula).map(({ node }) => [node, readingOf(node, seen)]));
}

/** How well the parts of the condition tell errors apart, expired ones above all. */
function scoreOf(formula: Formula, seen: readonly Seen[]): number {
  const reached = seen.filter(({ stock }) => stock.reached);
  let best = 0;
  for (const { node } of partsOf(formula)) {
    const of = (truth: Truth): readonly Seen[] => reached.filter(({ stock }) => stock.truths.get(node) === truth);
    const [yes, no] = [of('true'), of('false')];
    if (yes.length === 0 || no.length === 0) continue;
    best = Math.max(best, 1 + yes.filter(({ row }) => isExpired(row)).length);
  }
  return best;
}

/** True when a part reads the subject, or something that is made of it. */
export function readsSubject(source: Source, part: Formula, place: Place, resolver?: Resolver): boolean {
  return waysOf(source, part, resolver).some((way) => samePlace(way, place));
}

/** The function of this file that a leaf calls as a predicate. */
export function calledFunction(source: Source, leaf: Node): Node | undefined {
  const call = unwrap(leaf);
  const inner = call.type === 'AwaitExpression' ? unwrap(call.argument) : call;
  if (inner.type !== 'CallExpression' && inner.type !== 'OptionalCallExpression') return undefined;
  return functionOf(source, inner.callee);
}

/** What is written into the variable that a leaf names: its initialiser and every later value. */
export function aliased(source: Source, leaf: Node): readonly Node[] {
  const inner = unwrap(leaf);
  const binding = inner.type === 'Identifier' ? scopesOf(source).bindingOf(inner) : undefined;
  const declared = binding?.declarations[0];
  if (binding === undefined || declared?.node.type !== 'VariableDeclarator') return [];
  const later = binding.references.flatMap(({ node, write }) => {
    const parent = write ? scopesOf(source).parentOf(node)?.node : undefined;
    return parent?.type === 'AssignmentExpression' ? [parent.right] : [];
  });
  return declared.node.init ? [declared.node.init, ...later] : later;
}
