// The places of a test file that build an error which a check took for an expired session and does not know any more, each
// with what its tests tell of it.

import type { Node } from '@babel/types';
import type { Generation } from '../lib/codemod.ts';
import { isFunction } from '../lib/recogniser/language/functions.ts';
import type { ObjectValue } from '../lib/recogniser/language/value.ts';
import { fileOf, scopesOf } from '../lib/scopes.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import type { Source } from '../lib/source.ts';
import { unwrap } from '../lib/tree.ts';
import { assignedTo, type Assigned } from './assigned.ts';
import { type Affected, helperOf, valueOf, withoutNested } from './candidates.ts';
import type { Check } from './checks.ts';
import { expiredFor, messageOf, stockClass } from './errors.ts';
import { isExact } from './exactness.ts';
import { assertionAt, blocksAround, writtenTitle } from './framework.ts';
import { staysInTest } from './looked-at.ts';
import { type Built, type Ran, runTests } from './runner.ts';
import { type Words, wordsIn } from './words.ts';

/** One such place. */
export interface TestError {
  readonly node: Node;
  readonly value: ObjectValue;
  readonly mixed: boolean;
  readonly assigned: readonly Assigned[];
  readonly generation: Generation | undefined;
  /** Only checks that stood before this run are blind to it. */
  readonly standing: boolean;
  /** A check would take the expired error as it took this one. */
  readonly fits: boolean;
  /** An assertion that held fails from now on, and holds again with the expired error. */
  readonly breaks: boolean;
  /** An assertion would fail with the expired error. */
  readonly contrary: boolean;
  /** All that is done with it is asserted, and holds whatever it is. */
  readonly indifferent: boolean;
  /** Nothing but the test itself looks at it: it comes to no check. */
  readonly stays: boolean;
  /** The test looks at more of it than a check does. */
  readonly exact: boolean;
  readonly words: Words;
  /** Another error that the same helper of the tests makes, or is given, is about an expired session. */
  readonly kin: boolean;
}

/** Every one of a file. */
export function testErrorsIn(
  source: Source,
  candidates: readonly Node[],
  checks: readonly Check[],
): readonly TestError[] {
  const replaced = checks.flatMap((check) => check.replaced);
  const setting = { watched: new Set(candidates), replaced };
  const then = runTests(source, { ...setting, rewritten: false });
  const lost = (node: Node, value: ObjectValue): boolean => {
    const error = assigned(source, node, value);
    return checks.some((check) => check.lost(error));
  };
  const found = candidates.flatMap((node) => affectedAt(source, node, then, lost) ?? []);
  if (found.length === 0) return [];
  const now = runTests(source, { ...setting, rewritten: true });
  const errors = withoutNested(source, found).flatMap(({ node, mixed }) => {
    const inTests = then.built.filter((built) => built.node === node && lost(node, built.value));
    const value = inTests[0]?.value ?? valueOf(source, node);
    if (value === undefined) return [];
    const error = assigned(source, node, value);
    const blind = checks.filter((check) => check.lost(error));
    const generation = generationOf(source, node, blind);
    const twin = generation && expiredFor(error, generation);
    const behind = assignedTo(source, node);
    const instead = {
      node,
      of: (built: ObjectValue) => (generation && lost(node, built) ? expiredFor(built, generation) : built),
      without: new Set<Node>(behind.map(({ expression }) => expression)),
    };
    const fixed = runTests(source, { ...setting, rewritten: true, instead });
    const standing = blind.every((check) => check.standing);
    return {
      ...{ node, value: error, mixed, assigned: behind, generation, standing },
      fits: twin !== undefined && blind.some((check) => check.takes(twin, error)),
      breaks: turned(now, fixed).some((key) => standing || then.held.get(key) === true),
      contrary: turned(fixed, now).length > 0,
      indifferent: isAsserted(source, node, 0) && holdsAnyway(inTests, [then, now, fixed]),
      stays: behind.length === 0 && staysInTest(source, node),
      exact: generation === 'v1' && isExact(source, node, error),
      words: wordsIn(titlesOf(source, node, inTests), messageOf(error) ?? ''),
    };
  });
  const meant = errors.filter(({ breaks, words }) => breaks || (words.expiry && !words.without && !words.denies));
  return errors.map((error) => ({
    ...error,
    kin: meant.some((other) => sharesHelper(source, error.node, other.node)),
  }));
}

function sharesHelper(source: Source, one: Node, other: Node): boolean {
  const helpers = new Set(helpersAround(source, other));
  return one !== other && helpersAround(source, one).some((helper) => helpers.has(helper));
}

/** The helpers that make an error, or are given it. */
function helpersAround(source: Source, node: Node): readonly Node[] {
  const { parentOf } = scopesOf(source);
  const found: Node[] = [];
  for (let at: Node | undefined = node; at !== undefined && !isFunction(at); at = parentOf(at)?.node) {
    const helper = helperOf(source, at);
    if (helper !== undefined) found.push(helper);
  }
  return found;
}

/** What an expression builds, if the checks lost it: in the tests that run, and without them. */
function affectedAt(
  source: Source,
  node: Node,
  { built }: Ran,
  lost: (node: Node, value: ObjectValue) => boolean,
): Affected | undefined {
  const values = built.filter((each) => each.node === node).map(({ value }) => value);
  const still = valueOf(source, node);
  const always = still !== undefined && lost(node, still);
  const some = values.length > 0 ? values.some((value) => lost(node, value)) : always;
  // What depends on the test that runs is not what the expression says by itself.
  return some ? { node, mixed: !always || values.some((value) => !lost(node, value)) } : undefined;
}

/** Assertions that fail in the one run and hold in the other. */
function turned(failing: Ran, holding: Ran): readonly string[] {
  return [...failing.held].flatMap(([key, held]) => (held === false && holding.held.get(key) === true ? [key] : []));
}

/** Whether every assertion of the tests that build it is decided, and the same in all runs. */
function holdsAnyway(built: readonly Built[], runs: readonly Ran[]): boolean {
  const tests = new Set(built.map(({ test }) => test));
  const outcomes = runs.map(({ held }) => [...held].filter(([key]) => tests.has(key.slice(0, key.lastIndexOf(' @')))));
  const [first = []] = outcomes;
  const decided = first.length > 0 && first.every(([, held]) => held === true);
  return decided && outcomes.every((each) => JSON.stringify(each) === JSON.stringify(first));
}

/** True for what is nothing but an argument of a call that something is asserted of, be it through a constant. */
function isAsserted(source: Source, node: Node, depth: number): boolean {
  const { parentOf, bindingOf } = scopesOf(source);
  const above = parentOf(node)?.node;
  if (above === undefined) return false;
  if (unwrap(above) === unwrap(node)) return isAsserted(source, above, depth);
  if (above.type === 'VariableDeclarator' && above.id.type === 'Identifier' && depth === 0) {
    const uses = bindingOf(above.id)?.references ?? [];
    return uses.length > 0 && uses.every((use) => isAsserted(source, use.node, 1));
  }
  if (above.type !== 'CallExpression' || above.callee === node) return false;
  for (let at: Node | undefined = above; at !== undefined; at = parentOf(at)?.node) {
    if (assertionAt(at) !== undefined && at !== above) return true;
  }
  return false;
}

/** With what is assigned to it behind its construction. */
function assigned(source: Source, node: Node, value: ObjectValue): ObjectValue {
  const own = new Map(value.own);
  for (const { name, expression } of assignedTo(source, node)) {
    const { right } = expression;
    if (right.type === 'NumericLiteral' || right.type === 'StringLiteral') own.set(name, right.value);
  }
  return { ...value, own };
}

function generationOf(source: Source, node: Node, blind: readonly Check[]): Generation | undefined {
  const stock = stockClass(node);
  if (stock !== undefined) return stock === 'SdkHttpError' ? 'v2' : 'v1';
  const asking = new Set(blind.flatMap(({ generation }) => (generation === 'either' ? [] : [generation])));
  const told = asking.size > 0 ? asking : sdkImports(source).generations;
  return told.size === 1 ? [...told][0] : undefined;
}

/** The titles around the place, or around where the name is used that it is kept under. */
function titlesOf(source: Source, node: Node, built: readonly Built[]): readonly (readonly string[])[] {
  const ran = built.flatMap(({ titles }) => (titles.length > 0 ? [titles] : []));
  return ran.length > 0 ? ran : titlesAround(source, node, 0);
}

const furthest = 3;

function titlesAround(source: Source, node: Node, depth: number): readonly (readonly string[])[] {
  const blocks = blocksAround(source, node);
  const own = blocks.map((block) => writtenTitle(source, block));
  if (depth >= furthest || blocks.some(({ kind }) => kind === 'test')) return [own];
  const { parentOf, bindingOf } = scopesOf(source);
  for (let at = parentOf(node)?.node; at !== undefined; at = parentOf(at)?.node) {
    const id =
      at.type === 'VariableDeclarator' || at.type === 'FunctionDeclaration' || at.type === 'ClassDeclaration'
        ? at.id
        : undefined;
    const binding = id?.type === 'Identifier' ? bindingOf(id) : undefined;
    if (binding === undefined || fileOf(binding) !== source) continue;
    const uses = binding.references.flatMap((use) => titlesAround(source, use.node, depth + 1));
    return uses.map((titles) => [binding.name, ...titles]);
  }
  return [own];
}
