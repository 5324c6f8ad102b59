// The expiry checks that a test file reaches: which of them took an error for an expired session that they do not know any
// more, now that they ask for the code.

import type { Node } from '@babel/types';
import type { Context, Generation, Truth } from '../lib/codemod.ts';
import type { CheckSite, Facts, Modules } from '../lib/facts.ts';
import { saysExpired, sdkHttpError, streamableHttpError } from '../lib/recogniser/catalogue/sdk.ts';
import { examinationOf } from '../lib/recogniser/examination.ts';
import { isInstance, isObject, ownProperty, type Value } from '../lib/recogniser/language/value.ts';
import type { Place } from '../lib/recogniser/names/world.ts';
import { recognise } from '../lib/recogniser/recognise.ts';
import { observe } from '../lib/recogniser/vector/observe.ts';
import type { Judged } from '../lib/recogniser/verdict/judge.ts';
import type { Source } from '../lib/source.ts';
import { scopesOf } from '../lib/scopes.ts';
import { isTestFile } from '../lib/test-files.ts';
import { moduleImports } from '../lib/module-imports.ts';
import { reached } from '../lib/surroundings.ts';
import { loadersOf, loads } from './loaders.ts';
import { type MovedPart, movedParts } from './moved-parts.ts';

/** A part of a condition that a rewrite replaced, or took out. */
export interface Replaced {
  readonly node: Node;
  /** Where the error is that it tested. */
  readonly place: Place;
  /** What the part says of an expired error from now on; what one that was taken out leaves to the others, of any. */
  readonly says: (expired: boolean) => boolean;
}

/** One check that the file reaches. */
export interface Check {
  readonly generation: Generation | 'either';
  /** In the new form since before this run: what it once took is not known. */
  readonly standing: boolean;
  readonly replaced: readonly Replaced[];
  /** True for an error that was taken for an expired session and is not any more. */
  lost(error: Value): boolean;
  /** True where the check takes the one as it took the other before. */
  takes(expired: Value, before: Value): boolean;
}

/** The checks that a test file reaches. Where nobody could say, it may be that one stands. */
export function checksFor(source: Source, context: Context): readonly Check[] {
  const { facts } = context;
  const { modules } = facts;
  if (facts.ask('expiry-checks') === undefined) return [standingCheck('either')];
  const made = sitesAround(source, facts);
  return [...new Set(made.map(({ path }) => path))].flatMap((path) => {
    const sites = made.filter((site) => site.path === path);
    if (path === source.path) return standing(sites);
    const home = modules && fileAt(modules, path);
    if (home === undefined || modules === undefined || !serves(modules, source.path, path)) return [];
    return checksIn(modules, reached(home, source), sites, context);
  });
}

/** The checks of the file's own package and of those that it imports from: a test may be about another one's. */
function sitesAround(source: Source, facts: Facts): readonly CheckSite[] {
  // What lies in another package is not imported by a relative path.
  const imported = new Set(moduleImports(source).flatMap(({ module }) => (module.startsWith('.') ? [] : [module])));
  const targets = [...imported].flatMap((module) => {
    const target = facts.modules?.resolve(source.path, module);
    return target?.kind === 'file' ? [target.source.path] : [];
  });
  const places = [undefined, ...targets];
  const all = places.flatMap((of) => facts.ask('expiry-checks', of)?.checks ?? []);
  const made = all.filter(({ kind }) => kind === 'fix' || kind === 'done');
  return [...new Map(made.map((site) => [`${site.path}:${site.line}:${site.kind}`, site])).values()];
}

/** Whether a file, or a test that takes something from it, loads the file with the check. */
function serves(modules: Modules, path: string, check: string): boolean {
  const users = (): readonly string[] => [...loadersOf(modules, path)].filter(isTestFile);
  return loads(modules, path, check) || users().some((user) => loads(modules, user, check));
}

/** A file by its path: beside itself it goes by its name. */
function fileAt(modules: Modules, path: string): Source | undefined {
  const found = modules.resolve(path, `./${path.slice(path.lastIndexOf('/') + 1)}`);
  return found?.kind === 'file' && found.source.path === path ? found.source : undefined;
}

const known = new WeakMap<Modules, Map<string, readonly Check[]>>();

/** The checks of a file; where its surroundings are known they are made once. */
function checksIn(modules: Modules, home: Source, sites: readonly CheckSite[], context: Context): readonly Check[] {
  const files = known.get(modules) ?? new Map<string, readonly Check[]>();
  known.set(modules, files);
  const checks = files.get(home.path) ?? checksOf(home, sites, context);
  files.set(home.path, checks);
  return checks;
}

function checksOf(home: Source, sites: readonly CheckSite[], context: Context): readonly Check[] {
  scopesOf(home);
  const { facts } = context;
  const ask: Facts['ask'] = (kind, of = home.path) => facts.ask(kind, of);
  const there = { ...context, facts: { ...facts, ask } };
  const made = new Map(sites.flatMap((site) => (site.kind === 'fix' ? [[site.line, site] as const] : [])));
  // A predicate may be rewritten as a whole: the conditions in it are replaced along.
  const fixes = recognise(home, there).flatMap((finding) => {
    const site = finding.kind === 'fix' ? made.get(home.position(finding.start).line) : undefined;
    return site === undefined ? [] : [{ finding, site }];
  });
  const parts = movedParts(
    home,
    sites.flatMap(({ kind, generation, line }) => (kind === 'fix' && generation === 'v2' ? [line] : [])),
  );
  const rewritten = examinationOf(home, there)
    .judged()
    .flatMap((judged) => {
      const within = fixes.find(
        ({ finding: { start, end } }) => start <= judged.finding.start && judged.finding.end <= end,
      );
      return within && judged.steps.length > 0 ? [{ judged, generation: within.site.generation }] : [];
    });
  const asked = new Set(rewritten.map(({ judged }) => judged.site.formula.node));
  const moved = new Map(parts.flatMap(({ formula, place }) => (asked.has(formula.node) ? [] : [[formula, place]])));
  return [
    ...rewritten.map(({ judged: { site, steps, dialect }, generation }) =>
      rewrittenCheck(home, site, steps, parts, dialect?.generation ?? generation),
    ),
    ...[...moved].map(([formula, place]) => rewrittenCheck(home, { formula, place }, [], parts, 'v2')),
    ...standing(sites),
  ];
}

function rewrittenCheck(
  source: Source,
  { formula, place }: Pick<Judged['site'], 'formula' | 'place'>,
  steps: Judged['steps'],
  parts: readonly MovedPart[],
  generation: Generation | 'either',
): Check {
  const experiment = { source, condition: formula, place };
  const own = parts
    .filter((part) => part.formula.node === formula.node)
    .map(({ node, said }): Replaced => ({ node, place, says: (expired) => expired === said }));
  const replaced = steps.map(({ part, ...step }): Replaced => ({
    node: part.node,
    place,
    says: (expired) => (step.kind === 'drop' ? step.among.kind === 'and' : expired !== step.negated),
  }));
  const negated = steps.every((step) => step.kind === 'drop' || step.negated);
  // What was joined to the check by `and` took no error for an expired session by itself.
  const telling = steps.flatMap((step, at) => {
    const tells = step.kind === 'check' || step.among.kind === (negated ? 'and' : 'or');
    return tells ? (replaced[at] ?? []) : [];
  });
  replaced.push(...own);
  telling.push(...own);
  const whole = (error: Value, expired?: boolean): Truth | undefined => {
    const answers = expired === undefined ? [] : replaced.map(({ node, says }) => [node, says(expired)] as const);
    return observe({ ...experiment, answers: new Map(answers) }, error).truths.get(formula.node);
  };
  return {
    generation,
    standing: false,
    replaced,
    lost: (error) => {
      if (isExpired(error)) return false;
      const { truths } = observe(experiment, error);
      const took = telling.some(({ node, says }) => truths.get(node) === String(!says(false)));
      const before = truths.get(formula.node);
      return took && (before === 'unknown' || before !== whole(error, false));
    },
    takes: (expired, before) => {
      const said = whole(expired, true);
      return said !== undefined && said === whole(before);
    },
  };
}

function standing(sites: readonly CheckSite[]): readonly Check[] {
  const generations = new Set(sites.filter(({ kind }) => kind === 'done').map(({ generation }) => generation));
  return [...generations].map(standingCheck);
}

/** Of a check that stands, only the SDK's own error with its 404 is sure to have been meant once. */
function standingCheck(generation: Check['generation']): Check {
  return {
    generation,
    standing: true,
    replaced: [],
    lost: (error) => !isExpired(error) && isStock404(error),
    takes: () => true,
  };
}

function isExpired(error: Value): boolean {
  return isObject(error) && saysExpired(error);
}

/** The error class of either generation with the status 404. */
function isStock404(error: Value): boolean {
  if (!isObject(error)) return false;
  if (isInstance(error, streamableHttpError)) return ownProperty(error, 'code') === 404;
  return isInstance(error, sdkHttpError) && ownProperty(error, 'status') === 404;
}
