// The order of the stages, and with pipeline/ the only place that knows it.

import { type Codemod, isTestFile, sdkImports, SyntaxProblem, type TransportSite } from '@resession/transforms/lib';
import { blockReason } from './blocked.ts';
import { unifiedDiff } from './diff.ts';
import type { Glance } from './glance.ts';
import type { Host } from './host.ts';
import { planManifests } from './manifests.ts';
import type { PlanOptions } from './options.ts';
import { withLeft } from './pipeline/deciding.ts';
import { plannedFindings } from './pipeline/findings.ts';
import { look, type Look } from './pipeline/look.ts';
import { markedTexts } from './pipeline/marking.ts';
import { departing } from './pipeline/departing.ts';
import { moved } from './pipeline/upgrade.ts';
import { fromHere, repositorySteps } from './pipeline/repositories.ts';
import type { NextStep, Plan, PlannedFile, PlannedFinding, ProjectSummary, Verdict } from './plan.ts';
import { packageOf } from './project.ts';
import { transportName } from './transport-package.ts';
import { noChangeToType, uncheckedVerdict } from './verify.ts';

/**
 * What a run would do, as data. Writes nothing. Throws `ResessionError` for usage and configuration.
 * @param glanced what was seen of the same options already, for the needles of the codemods that will run
 */
export async function plan(
  options: PlanOptions,
  host: Host,
  codemods: readonly Codemod[],
  glanced?: Glance,
): Promise<Plan> {
  const upgrade = options.upgrade === undefined ? null : await moved(options, host);
  const seen = await look(options, upgrade?.world ?? host, codemods, { moved: upgrade?.sources, glanced });
  const sources = sourceFiles(seen, markedTexts(seen, options.mark === true));
  const changed = sources.filter(({ onlyMarkers }) => onlyMarkers !== true);
  const { root, project, listing } = seen;
  options.onProgress?.({ stage: 'manifests', done: 0, total: null });
  const settled = upgrade?.settled(new Map(sources.map(({ path, after }) => [path, after.data]))) ?? null;
  const manifests = await planManifests(
    {
      root: root.path,
      project,
      importers: importers(seen, options.transport),
      paths: listing.paths,
      transport: options.transport,
      tarball: options.tarball,
      alsoChanged: settled?.folders ?? [],
      departures: departing(seen, upgrade?.world ?? host),
    },
    settled?.world ?? host,
  );
  const [install = null, ...furtherInstalls] = manifests.installs;
  const made: Plan = {
    schema: 1,
    tool: { name: 'resession', version: options.toolVersion },
    root: root.path,
    settings: { checkStyle: options.checkStyle, only: options.only, transport: options.transport },
    project: summary(seen),
    findings: findingsOf(seen, options.previews),
    files: [...sources, ...manifests.files],
    install,
    ...(furtherInstalls.length > 0 && { furtherInstalls }),
    verdicts: [...seen.verdicts, ...untyped(seen, changed.length > 0 || settled?.moves === true)],
    nextSteps: [
      ...repositorySteps(seen, options),
      ...stockSteps(seen, changed, options),
      ...manifests.nextSteps,
      ...(settled?.nextSteps ?? []),
    ],
  };
  const onTree = settled?.onTheTree(made) ?? made;
  return { ...onTree, findings: withLeft(onTree.findings, options.decisions ?? []) };
}

/** What is said of the types where no compiler was asked. */
function untyped({ verdicts }: Look, changes: boolean): readonly Verdict[] {
  if (verdicts.some(({ check }) => check === 'types')) return [];
  return [changes ? uncheckedVerdict('The compiler of the project was not asked.') : noChangeToType];
}

/** The findings of a look, as the plan tells them. */
export function findingsOf({ drafts, unread, parse }: Look, previews = false): readonly PlannedFinding[] {
  return plannedFindings(drafts.values(), unread, parse, previews);
}

/** Files whose code imports the patched transport once the plan is written, and whose package can declare it. */
function importers({ drafts, parse, project }: Look, transport: PlanOptions['transport']): readonly string[] {
  return [...drafts.values()].flatMap(({ path, text }) => {
    if (!text.includes(transportName) || blockReason(project, transport, path) !== null) return [];
    const source = parse(path, text);
    if (source instanceof SyntaxProblem) return [];
    return sdkImports(source).all.some(({ sdk }) => sdk.from === 'transport') ? [path] : [];
  });
}

function sourceFiles({ drafts, candidates }: Look, marked: ReadonlyMap<string, string>): readonly PlannedFile[] {
  return [...drafts.values()].flatMap(({ path, before, text }): PlannedFile[] => {
    const candidate = candidates.get(path);
    const final = marked.get(path) ?? text;
    if (candidate === undefined || before === final) return [];
    const data = candidate.mark + final;
    const diff = unifiedDiff(path, candidate.mark + before, data);
    const onlyMarkers = before === text;
    const after = { encoding: 'utf8', data } as const;
    return [{ path, kind: 'source', before: candidate.hash, after, diff, ...(onlyMarkers && { onlyMarkers }) }];
  });
}

function summary({ project, candidates, unread, scanned }: Look): ProjectSummary {
  const holding = new Set([...candidates.keys()].map((path) => packageOf(project, path)));
  const packages = (holding.size === 0 ? [] : [...project.packages.values()])
    .filter(({ path }) => holding.has(path))
    .map(({ path, name, published, sdk }) => ({ path, name, published, sdk }));
  const needled = unread.filter(({ obstacle }) => obstacle !== 'unreadable').length;
  return {
    packageManager: project.packageManager,
    packages,
    files: { scanned, candidates: candidates.size + needled },
  };
}

/** Transports of the changed packages that this run passes by, by its paths or by `only`: the new checks see nothing of them. */
function stockSteps(
  { root, analysis, project, listing, drafts }: Look,
  files: readonly PlannedFile[],
  { only, cwd }: PlanOptions,
): readonly NextStep[] {
  const selected = new Set(listing.selected);
  const passedBy = (path: string): boolean =>
    !selected.has(path) || (only !== null && (drafts.get(path)?.found.length ?? 0) === 0);
  const oneOfEach = new Map(files.map(({ path }) => [packageOf(project, path), path]));
  const native = ({ generation, path }: TransportSite): boolean =>
    generation === 'v2' && analysis.answer('native-expiry', path, () => []).kind === 'native';
  const stock = [...oneOfEach.values()]
    .flatMap((path) => analysis.answer('transport-origin', path, () => []).built)
    .filter((site) => !site.patched && passedBy(site.path) && !isTestFile(site.path) && !native(site))
    .map((site) => site.path);
  return [...new Set(stock)].sort().map((path) => ({
    text: `${path} builds a transport that this run leaves as it is: the new checks see nothing of it until it is migrated too.`,
    command: ['npx', 'resession', fromHere(cwd, `${root.path}/${path}`)],
  }));
}
