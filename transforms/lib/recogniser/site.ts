// One condition under inspection: its subject, its vector and how its parts read.

import type { Node } from '@babel/types';
import type { Generation, Truth } from '../codemod.ts';
import { scopesOf } from '../scopes.ts';
import { sdkImports } from '../sdk-imports.ts';
import type { Source } from '../source.ts';
import { unwrap, walk } from '../tree.ts';
import { catalogue, isExpired, type Row } from './catalogue.ts';
import { readingOf, type Reading, type Seen } from './classify.ts';
import { closureOf, memberOf } from './closure.ts';
import { leavesOf, partsOf, type Formula } from './condition.ts';
import { isFunction } from './functions.ts';
import { observe } from './observe.ts';
import { probesOf } from './probes.ts';
import { likeness, waysOf, type Likeness } from './subject.ts';
import { samePlace, type Place, type Resolver } from './world.ts';

export interface Site {
  readonly formula: Formula;
  readonly place: Place;
  readonly likeness: Likeness;
  readonly rows: readonly Row[];
  readonly seen: readonly Seen[];
  readonly readings: ReadonlyMap<Node, Reading>;
  readonly ways: readonly Place[];
}

/** Finds the subject of a condition and reads the condition with every model error in its place. */
export function siteOf(
  source: Source,
  formula: Formula,
  generations: ReadonlySet<Generation>,
  resolver?: Resolver,
): Site | undefined {
  const rows = catalogue(generations);
  const quick = rows.filter((row) => row.quick);
  const ways = waysOf(source, formula, resolver);
  const candidates = ways.flatMap((place) => {
    const like = testedAsError(source, formula, place) ? 'typed' : likeness(source, place);
    return like === 'foreign' ? [] : [{ place, like }];
  });
  const scored = candidates.map((candidate) => {
    const seen = look(source, formula, candidate.place, quick, resolver);
    return { ...candidate, seen, score: scoreOf(formula, seen) + ranks[candidate.like] };
  });
  const [best] = scored.sort((left, right) => right.score - left.score);
  if (best === undefined) return undefined;
  if (best.score < 1) {
    const readings = readingsOf(formula, best.seen);
    return { formula, place: best.place, likeness: best.like, rows: quick, seen: best.seen, readings, ways };
  }
  const all = [...rows, ...probesOf(source, formula.node, generations)];
  const seen = look(source, formula, best.place, all, resolver);
  return {
    formula,
    place: best.place,
    likeness: best.like,
    rows: all,
    seen,
    readings: readingsOf(formula, seen),
    ways,
  };
}

/** `x instanceof StreamableHTTPError` makes an error of whatever `x` is called. */
function testedAsError(source: Source, formula: Formula, place: Place): boolean {
  if (place.path.length === 0) return false;
  return leavesOf(formula).some(({ node }) => {
    const leaf = unwrap(node);
    if (leaf.type !== 'BinaryExpression' || leaf.operator !== 'instanceof') return false;
    if (!/Error$/.test(sdkImports(source).resolve(leaf.right)?.name ?? '')) return false;
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
  const callee = unwrap(inner.callee);
  if (callee.type === 'Identifier') {
    const declared = scopesOf(source).bindingOf(callee)?.declarations[0];
    if (declared === undefined) return undefined;
    if (isFunction(declared.node)) return declared.kind === 'function' ? declared.node : undefined;
    if (declared.node.type !== 'VariableDeclarator' || !declared.node.init) return undefined;
    const init = unwrap(declared.node.init);
    return isFunction(init) ? init : undefined;
  }
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
  if (callee.object.type !== 'ThisExpression') return undefined;
  const name =
    callee.property.type === 'PrivateName'
      ? callee.property.id.name
      : callee.property.type === 'Identifier'
        ? callee.property.name
        : undefined;
  const member = memberOf(source, callee, name);
  return member !== undefined && isFunction(member) ? member : undefined;
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

/** Texts and numbers that make a condition worth a look. */
const needle = /\b404\b|3200[12]|session|not[ _-]?found|HttpNotImplemented|HTTP_NOT_IMPLEMENTED|HTTP 40|\bgone\b/i;

/** The text that makes a condition worth a look, in itself or in what it leads to. */
export function needleOf(source: Source, node: Node): string | undefined {
  for (const part of closureOf(source, node)) {
    const text = source.text.slice(part.start ?? 0, part.end ?? 0);
    if (text.length > 20_000) continue;
    const [found] = needle.exec(text) ?? [];
    if (found !== undefined) return found;
  }
  return undefined;
}

const written = /404|3200[12]|session|not[ _-]?found|http 40|gone/i;

/** True when a literal, or the name of an imported constant, is about expiry; names of functions are not enough. */
export function hasWrittenNeedle(source: Source, node: Node): boolean {
  let found = false;
  for (const part of closureOf(source, node)) {
    walk(part, (inner) => {
      if (inner.type === 'NumericLiteral') found ||= [404, 32001, 32002].includes(inner.value);
      if (inner.type === 'StringLiteral') found ||= written.test(inner.value);
      if (inner.type === 'TemplateElement') found ||= written.test(inner.value.raw);
      if (inner.type === 'RegExpLiteral') found ||= written.test(inner.pattern);
      if (
        inner.type === 'Identifier' &&
        isImported(source, inner) &&
        /404|32001|NOT_?FOUND|GONE|SESSION_|EXPIRED/.test(inner.name)
      )
        found = true;
      return !found;
    });
  }
  return found;
}

function isImported(source: Source, node: Node): boolean {
  return (
    scopesOf(source).bindingOf(node)?.declarations[0]?.kind === 'import' &&
    sdkImports(source).resolve(node) === undefined
  );
}
