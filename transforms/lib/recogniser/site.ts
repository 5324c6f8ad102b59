// One condition under inspection: its subject, its vector and how its parts read.

import type { Node } from '@babel/types';
import type { Truth } from '../codemod.ts';
import { isPure } from '../purity.ts';
import { scopesOf, sourceOf } from '../scopes.ts';
import { entryOf } from '../links.ts';
import type { Source } from '../source.ts';
import { surroundingsOf } from '../surroundings.ts';
import { nameOf, unwrap, walk } from '../tree.ts';
import { catalogue, isExpired, type Models, type Row } from './catalogue.ts';
import { readingOf, type Reading, type Seen } from './classify.ts';
import { functionOf } from './callee.ts';
import { closureOf, fullClosureOf } from './closure.ts';
import { frameOf, leavesOf, partsOf, type Formula } from './condition.ts';
import { isClass, isFunction } from './functions.ts';
import { observe } from './observe.ts';
import { probesOf } from './probes.ts';
import { likeness, waysOf, type Likeness } from './subject.ts';
import { textNames } from './text-subject.ts';
import { samePlace, type Place, type Resolver } from './world.ts';
import { sdkThing } from './sdk-names.ts';

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
export function siteOf(
  source: Source,
  formula: Formula,
  models: Models,
  resolver?: Resolver,
  but: readonly Place[] = [],
): Site | undefined {
  const rows = catalogue(models);
  const quick = rows.filter((row) => row.quick);
  const ways = waysOf(source, formula, resolver);
  // Who asks about a condition without any needle has other questions than ours, and needles of its own.
  const close = isNeedleClose(source, formula.node) || needleOf(source, formula.node) === undefined;
  const candidates = ways.flatMap((place) => {
    if (!isInSight(source, place.root, formula.node)) return [];
    const like = testedAsError(source, formula, place) ? 'typed' : likeness(source, place);
    if (like === 'foreign' || (like === 'plain' && !close)) return [];
    return but.some((other) => samePlace(other, place)) ? [] : [{ place, like }];
  });
  const probes = probesOf(source, formula.node, models);
  const told = probes.filter((probe) => probe.kind === 'expired').slice(0, mostTried);
  const first = bestOf(source, formula, candidates, quick, resolver);
  const tried =
    told.length === 0 || (first !== undefined && first.score >= 1)
      ? first
      : bestOf(source, formula, candidates, [...quick, ...told], resolver);
  if (first === undefined || tried === undefined) return undefined;
  if (tried.score < 1) {
    const { place, like, seen } = first;
    return { formula, place, likeness: like, rows: quick, seen, readings: readingsOf(formula, seen), ways };
  }
  const { place, like } = tried;
  const all = [...rows, ...probes];
  const seen = look(source, formula, place, all, resolver);
  return { formula, place, likeness: like, rows: all, seen, readings: readingsOf(formula, seen), ways };
}

/** True for what is declared around a condition; a variable of a function that it calls has no name there. */
function isInSight(source: Source, root: Node, condition: Node): boolean {
  if ((sourceOf(root) ?? source) !== source) return false;
  const owner = isClass(root) ? root : frameOf(root, scopesOf(source));
  return owner === undefined || within(condition, owner);
}

function within(inner: Node, outer: Node): boolean {
  return (outer.start ?? 0) <= (inner.start ?? 0) && (inner.end ?? 0) <= (outer.end ?? 0);
}

interface Candidate {
  readonly place: Place;
  readonly like: Likeness;
}

/** A wording that no model error has is tried by its own probes, of which so many tell enough. */
const mostTried = 6;

interface Scored extends Candidate {
  readonly seen: readonly Seen[];
  readonly score: number;
}

/** The candidate that sets the errors apart best; below 1 it does not. */
function bestOf(
  source: Source,
  formula: Formula,
  candidates: readonly Candidate[],
  rows: readonly Row[],
  resolver: Resolver | undefined,
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

const words = /404|3200[12]|session|not[ _-]?found|http 40|\bgone\b/i;
const constants = /404|32001|NOT_?FOUND|GONE|SESSION_|EXPIRED/;

const needles = new WeakMap<Node, { readonly found: string | undefined }>();
const needlesNear = new WeakMap<Node, { readonly found: string | undefined }>();

/**
 * The literal, or the name of an imported constant, that makes a node worth a look; names of functions are not enough.
 * `near`: long functions are left out.
 */
function needleIn(source: Source, node: Node, near = false): string | undefined {
  const known = near ? needlesNear : needles;
  const before = known.get(node);
  if (before !== undefined) return before.found;
  let found: string | undefined;
  walk(node, (inner) => {
    if (near && isFunction(inner) && lengthOf(inner) >= shortTest) return false;
    found ??= needleOfLiteral(source, inner);
    return found === undefined;
  });
  known.set(node, { found });
  return found;
}

function needleOfLiteral(source: Source, node: Node): string | undefined {
  switch (node.type) {
    case 'NumericLiteral':
      return [404, 32001, 32002].includes(node.value) ? String(node.value) : undefined;
    case 'BinaryExpression':
      return isNextTo(node) ? '404' : undefined;
    case 'StringLiteral':
      return words.test(node.value) ? node.value : undefined;
    case 'TemplateElement':
      return words.test(node.value.raw) ? node.value.raw : undefined;
    case 'RegExpLiteral':
      return words.test(node.pattern) ? `/${node.pattern}/` : undefined;
    case 'Identifier':
      return constants.test(node.name) && isImported(source, node) ? node.name : undefined;
    default:
      return undefined;
  }
}

/** `code > 403`, `code < 405`. */
function isNextTo({ operator, left, right }: Node & { readonly type: 'BinaryExpression' }): boolean {
  if (!/^[<>]=?$/.test(operator)) return false;
  return [left, right].some((side) => side.type === 'NumericLiteral' && (side.value === 403 || side.value === 405));
}

/** The text that makes a condition worth a look, in itself or in the constants and functions it leads to. */
export function needleOf(source: Source, node: Node): string | undefined {
  const here = closureOf(source, node);
  const found = firstNeedle(source, here);
  return found ?? (leadsOut(source, here) ? firstNeedle(source, fullClosureOf(source, node)) : undefined);
}

function firstNeedle(source: Source, parts: readonly Node[]): string | undefined {
  for (const part of parts) {
    const found = (sourceOf(part) ?? source) === source ? needleIn(source, part) : needleAway(source, part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A function of another file that is longer does other work than telling errors apart. */
const longestAway = 1_500;

const wordsAway =
  /404|3200[12]|http 40|session[\s\w'":_-]{0,24}(?:not|expired|terminated|unknown|gone|lost|closed|stale|invalid)|(?:unknown|expired|stale|no such|lost|no valid|invalid)[\s\w'":_-]{0,16}session|^\W*(?:session|not[ _-]?found|gone)\W*$/i;

/** The same in another file, where "session" and 404 stand in much that only answers, logs or throws. */
function needleAway(source: Source, node: Node): string | undefined {
  if (isFunction(node) && lengthOf(node) > longestAway) return undefined;
  let found: string | undefined;
  walk(node, (inner) => {
    if (inner.type === 'ThrowStatement' || isAnswer(inner)) return false;
    const said = inner.type === 'StringLiteral' || inner.type === 'TemplateElement';
    const direct = said || /^(?:NumericLiteral|RegExpLiteral|BinaryExpression)$/.test(inner.type);
    const text = direct ? needleOfLiteral(source, inner) : undefined;
    if (text !== undefined && (!said || wordsAway.test(text))) found ??= text;
    return found === undefined;
  });
  return found;
}

/** `new NotFound('…', 404)`, `json({ … }, { status: 404 })`: what is given, not what is asked. */
function isAnswer(node: Node): boolean {
  if (node.type === 'NewExpression') return !/^(?:Set|Map|RegExp)$/.test(nameOf(node.callee) ?? '');
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  const name = callee.type === 'MemberExpression' ? nameOf(callee.property) : nameOf(callee);
  return /^(?:json|send|status|redirect|debug|info|warn|error|log|fetch)$/.test(name ?? '');
}

/** Names of other files are followed where something that may be an error, or its text, is asked about. */
function leadsOut(source: Source, parts: readonly Node[]): boolean {
  if (surroundingsOf(source).modules === undefined) return false;
  const scopes = scopesOf(source);
  let [imports, errors] = [false, false];
  for (const part of parts) {
    walk(part, (node) => {
      const binding = node.type === 'Identifier' ? scopes.bindingOf(node) : undefined;
      const root = binding?.declarations[0]?.identifier;
      if (binding === undefined || root === undefined) return undefined;
      if (entryOf(source, binding) !== undefined) imports ||= sdkThing(node) === undefined;
      else
        errors ||= mayBeError(source, root, binding.declarations[0]?.kind === 'param') || textNames.test(binding.name);
      return !(imports && errors);
    });
  }
  return imports && errors;
}

/** A variable with a name that says nothing is what some call gave; a parameter with such a name may be anything. */
function mayBeError(source: Source, root: Node, isParameter: boolean): boolean {
  const like = likeness(source, { root, path: [] });
  return isSure(like) || (isParameter && like !== 'foreign');
}

const shortValue = 300;

function lengthOf(node: Node): number {
  return (node.end ?? 0) - (node.start ?? 0);
}

/** True when the condition itself, or a constant it names, says what makes it worth a look. */
export function saysNeedle(source: Source, node: Node): boolean {
  const own = fullClosureOf(source, node).filter(
    (part) => part === node || (!isFunction(part) && lengthOf(part) < shortValue),
  );
  return own.some((part) => needleIn(source, part) !== undefined);
}

/** A function that is longer does more than tell errors apart. */
const shortTest = 800;

/**
 * True when the needle stands in the condition, in a value or in a short test that it leads to: only then may something
 * with a name that says nothing be an error.
 */
function isNeedleClose(source: Source, node: Node): boolean {
  return fullClosureOf(source, node).some((part) => needleIn(source, part, true) !== undefined);
}

/** The same, without the needles in what something it reads was made of: `const answer = await post('/session')`. */
export function namesNeedle(source: Source, node: Node): boolean {
  const own = fullClosureOf(source, node).filter(
    (part) =>
      part === node || (!isFunction(part) && lengthOf(part) < shortValue && (isPure(part) || namesError(source, part))),
  );
  return own.some((part) => needleIn(source, part) !== undefined);
}

/** True when the condition itself names something that by its name or place is an error. */
export function namesError(source: Source, node: Node): boolean {
  let found = false;
  walk(node, (inner) => {
    if (isFunction(inner)) return false;
    if (inner.type !== 'Identifier') return !found;
    const declared = scopesOf(source).bindingOf(inner)?.declarations[0]?.identifier;
    if (declared !== undefined && isSure(likeness(source, { root: declared, path: [] }))) found = true;
    return !found;
  });
  return found;
}

function isSure(like: Likeness): boolean {
  return like === 'caught' || like === 'named' || like === 'typed';
}

function isImported(source: Source, node: Node): boolean {
  return scopesOf(source).bindingOf(node)?.declarations[0]?.kind === 'import' && sdkThing(node) === undefined;
}
