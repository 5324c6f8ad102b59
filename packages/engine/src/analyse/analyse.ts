// Answers the questions of codemods from a syntactic index over the workspace: no checker, the same answers in any order.

import type {
  CheckSite,
  Facts,
  FindingKind,
  Generation,
  Modules,
  NativeExpiry,
  QuestionKind,
  Questions,
  Source,
  TransportSite,
} from '@resession/transforms/lib';
import { sdkModule } from '@resession/transforms/lib';
import type { Host } from '../host.ts';
import { declaredAbove, type Project, packageOf, reach } from '../project.ts';
import { ownClients } from './dependencies.ts';
import { memo, once } from './modules/memo.ts';
import { installedExpiry } from './installed-expiry.ts';
import { modulesOf } from './modules/modules.ts';
import { type Index, type RoundTexts, viewOf } from './modules/round.ts';
import { survey, type Survey } from './survey.ts';
import { type Checker, typesOf } from './types/types.ts';

export { indexRepository } from './modules/modules.ts';
export type { Index } from './modules/round.ts';
export { surveyNeedles } from './survey.ts';
export { checkerBelow } from './types/types.ts';

/** A finding of an earlier codemod. */
export interface EarlierFinding {
  readonly line: number;
  readonly kind: FindingKind;
  /** What its change imports, if it is a fix: that tells the generation. */
  readonly imports: readonly string[];
}

/** What the answers are read from. */
export interface World extends RoundTexts {
  readonly host: Host;
  readonly root: string;
  readonly project: Project;
  /** Every file that may say something, in any order: as it was before the run. */
  readonly sources: () => readonly Source[];
  /** Sources that the run has moved to SDK v2. */
  readonly moved?: ReadonlySet<string>;
  /** Whether the run may change the file. */
  readonly changes: (path: string) => boolean;
  /** The repository as it is on disk, and the type checker, for all rounds. */
  readonly index: Index;
  readonly checker: Checker;
}

/** Findings of the codemods before the one that asks, for a file of `World.sources`. */
export type Earlier = (path: string) => readonly EarlierFinding[];

export interface Analysis {
  answer<Kind extends QuestionKind>(kind: Kind, path: string, earlier: Earlier): Questions[Kind];
  /** What is known of the files around a source; types only where it is what the round sees of its file. */
  around(source: Source): Pick<Facts, 'modules' | 'types'>;
}

/** How the files hang together, without the rest of an analysis. */
export function modulesIn(index: Index, round: RoundTexts): Modules {
  return modulesOf(viewOf(index, round));
}

/** An analysis of the tree as it is; nothing is read before the first question. */
export function analyse(world: World): Analysis {
  const surveys = once(() => {
    const sources = [...world.sources()].sort((a, b) => (a.path < b.path ? -1 : 1));
    return sources.map((source): Surveyed => [source.path, packageOf(world.project, source.path), survey(source)]);
  });
  const reached = { down: memo(reachedFrom('down')), up: memo(reachedFrom('up')) };
  /** The surveyed files of the packages in reach. Files above every package.json are at home with each other only. */
  function reachedFrom(direction: 'down' | 'up'): (home: string | null) => readonly Surveyed[] {
    return (home) => {
      const packages: ReadonlySet<string | null> =
        home === null ? new Set([null]) : reach(world.project, home, direction);
      return surveys().filter(([, at]) => packages.has(at));
    };
  }
  const origins = memo((home: string | null) => ({
    built: transportsFor(world, reached.down(home)),
    dependencies: clientsOf(world, home),
    sse: reached.down(home).some(([, , { sse }]) => sse),
  }));
  const natives = memo((home: string | null) => nativeFor(world, home, [...reached.up(home), ...reached.down(home)]));
  const homeOf = memo((path: string) => packageOf(world.project, path));
  const answers: { [Kind in QuestionKind]: (path: string, earlier: Earlier) => Questions[Kind] } = {
    'transport-origin': (path) => origins(homeOf(path)),
    // A package that keeps v1 for another file is on both; of a file that moved it is known.
    'declared-sdk': (path) =>
      world.moved?.has(path) === true
        ? { generations: ['v2'], moved: true }
        : { generations: declaredAbove(world.project, path) },
    'expiry-checks': (path, earlier) => ({ checks: checksFor(world, reached.up(homeOf(path)), earlier) }),
    'native-expiry': (path) => natives(homeOf(path)),
  };
  const view = viewOf(world.index, world);
  const [modules, types] = [modulesOf(view), typesOf(world.checker, view)];
  return {
    answer: (kind, path, earlier) => answers[kind](path, earlier),
    around: ({ path, text }) => (view.text(path) === text ? { modules, types } : { modules }),
  };
}

/** A file by its path, the package it is at home in, and what it says. */
type Surveyed = readonly [path: string, home: string | null, surveyed: Survey];

function transportsFor(world: World, surveys: readonly Surveyed[]): readonly TransportSite[] {
  return surveys.flatMap(([path, , { transports }]) =>
    transports.map((site) => ({ path, ...site, ...(!world.changes(path) && { outside: true as const }) })),
  );
}

function checksFor(world: World, surveys: readonly Surveyed[], earlier: Earlier): readonly CheckSite[] {
  return surveys.flatMap(([path, , surveyed]) => {
    const { checks, generations } = surveyed;
    const found = earlier(path).map(({ line, kind, imports }) => ({
      path,
      line,
      kind,
      generation: generationOf(imports, generations, world.project, path),
    }));
    const lines = new Set(found.map(({ line }) => line));
    const standing = checks.filter(({ line }) => !lines.has(line));
    const onV2 = isOnV2(world, path, surveyed);
    const done = standing.map((check) => ({ path, ...check, ...(onV2 && { generation: 'v2' as const }) }));
    return [...found, ...done.map((check) => ({ ...check, kind: 'done' as const }))].sort((a, b) => a.line - b.line);
  });
}

/** A check that takes its guard from the entry for v1 is moved along in the same run, where package and file are on v2. */
function isOnV2({ project, moved }: World, path: string, { ofSdk }: Survey): boolean {
  if (ofSdk.has('v1')) return false;
  const declared = moved?.has(path) === true ? ['v2'] : declaredAbove(project, path);
  return declared.includes('v2') && !declared.includes('v1');
}

function nativeFor(
  { host, root, project, index }: World,
  home: string | null,
  around: readonly Surveyed[],
): NativeExpiry {
  const places = around.flatMap(([path, , { options }]) => options.map((line) => ({ path, line })));
  const options = places.filter(
    ({ path, line }, at) => places.findIndex((other) => other.path === path && other.line === line) === at,
  );
  const published = project.packages.get(home ?? '')?.published === true;
  return { ...installedExpiry(host, home === null ? root : `${root}/${home}`, index), published, options };
}

/** By what the change imports, else by what the file imports, else by what its package declares. */
function generationOf(
  imports: readonly string[],
  ofFile: ReadonlySet<Generation>,
  project: Project,
  path: string,
): Generation | 'either' {
  const brought = new Set(imports.flatMap((module) => sdkModule(module)?.generation ?? []));
  if (brought.size === 1) return brought.has('v1') ? 'v1' : 'v2';
  const home = packageOf(project, path);
  const declared = Object.keys(project.packages.get(home ?? '')?.sdk ?? {});
  for (const generations of [ofFile, new Set(declared)]) {
    if (generations.size === 1) return generations.has('v1') ? 'v1' : 'v2';
    if (generations.size > 1) return 'either';
  }
  return 'either';
}

function clientsOf({ host, root, project }: World, home: string | null): readonly string[] {
  const at = home === null ? undefined : project.packages.get(home);
  return at === undefined ? [] : ownClients(host, root, project, at);
}
