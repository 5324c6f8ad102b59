// The move to SDK v2 before everything else: the other stages then look at the world as it will be, and the plan that
// comes of it is laid back on the tree as it is.

import path from 'node:path';
import { SyntaxProblem } from '@resession/transforms/lib';
import { discover } from '../discover.ts';
import type { Host } from '../host.ts';
import { managerOf, workspaceAbove } from '../installs.ts';
import type { PlanOptions } from '../options.ts';
import { overlaid } from '../overlay.ts';
import type { NextStep, Plan, PlannedFile, PlannedFinding } from '../plan.ts';
import { plannedText } from '../planned-text.ts';
import { prefilter } from '../prefilter.ts';
import { type Project, readProject } from '../project.ts';
import { findRoot, type Root } from '../root.ts';
import { manifestSteps, upgradeFindings, upgradeNotes } from '../sdk-upgrade/findings.ts';
import { lineMap } from '../sdk-upgrade/line-map.ts';
import {
  manifestAfter,
  type Needing,
  type Parse,
  type SdkUpgrade,
  upgradeSdk,
  type UpgradeSource,
} from '../sdk-upgrade/sdk-upgrade.ts';
import { sdkV1 } from '../sdk-upgrade/swapped-manifest.ts';
import { leftBehind, type MovedManifest } from '../sdk-upgrade/workspace-versions.ts';
import { fetchedTool, installedTool, type UpgradeTool } from '../sdk-upgrade/tool.ts';
import { byPlace } from './findings.ts';
import { parsing } from './parsing.ts';

/** A run that stands on moved sources. */
export interface Moved {
  /** The world after the move. */
  readonly world: Host;
  /** The sources that changed. */
  readonly sources: ReadonlySet<string>;
  /** The same, with manifests that fit the texts which the run makes in the end (by path relative to the root). */
  settled(texts: ReadonlyMap<string, string>): Settled;
}

export interface Settled {
  readonly world: Host;
  /** Whether a source changes by the move. */
  readonly moves: boolean;
  /** Folders whose manifest changes. */
  readonly folders: readonly string[];
  readonly nextSteps: readonly NextStep[];
  /** The plan, made in that world, as one that starts from the tree. */
  onTheTree(plan: Plan): Plan;
}

/** Makes the move, in a shadow copy. Throws `ResessionError` where its tool is missing or fails. */
export async function moved(options: PlanOptions, host: Host): Promise<Moved> {
  const root = await findRoot(options, host);
  const listing = await discover(root, options.ignore, host);
  const project = readProject(host, root.path, listing.manifests);
  const selected = new Set(listing.selected);
  const { candidates } = prefilter(root.path, listing.sources, named, host);
  const { parse } = parsing();
  const read = candidates.map((each): UpgradeSource => ({
    ...each,
    selected: selected.has(each.path),
    parses: !(parse(each.path, each.text) instanceof SyntaxProblem),
  }));
  const known = new Set(read.map((each) => each.path));
  const sources = [
    ...read,
    ...passedBy(
      root,
      listing.paths.filter((each) => !known.has(each)),
      host,
    ),
  ];
  const folders = [root.path, ...[...project.packages.keys()].map((folder) => path.join(root.path, folder))];
  const tool = (): UpgradeTool =>
    options.upgrade === 'fetched'
      ? fetchedTool(managerOf(root.path, '', host))
      : installedTool(folders, workspaceAbove(root.path, host) ?? root.path, host);
  const upgrade = await upgradeSdk({ root: root.path, project, sources, tool, parse }, host);
  const ground: Ground = { root: root.path, project, host, sources, upgrade, parse };
  const asMoved = new Map(sources.map(({ path: name, text }) => [name, upgrade.texts.get(name) ?? text]));
  // The transport follows in this run: at first only the SDK itself keeps v1 in a manifest.
  return {
    world: worldOf(ground, asMoved, 'sdk'),
    sources: new Set(upgrade.texts.keys()),
    settled: (texts) => settledOn(ground, new Map([...asMoved, ...texts])),
  };
}

/** Files that name SDK v1 and are no sources that could be read; what is not code or a setting of it only speaks of it. */
function passedBy(root: Root, paths: readonly string[], host: Host): readonly UpgradeSource[] {
  const prefixes = root.selected.map(({ path: folder }) => folder);
  const inRun = (name: string): boolean =>
    prefixes.some((folder) => folder === '' || name === folder || name.startsWith(`${folder}/`));
  const told = paths.filter((name) => mayRest.test(name) && !notTheirs.test(name));
  const { candidates, unread } = prefilter(root.path, told, [[sdkV1]], host);
  const texts = [
    ...candidates.map(({ path: name, text, mark }) => ({ path: name, text, mark })),
    ...unread.flatMap(({ path: name, obstacle }) => {
      if (obstacle === 'unreadable') return [];
      const text = obstacle === 'too-large' ? '' : host.read(`${root.path}/${name}`).toString('latin1');
      return [{ path: name, text, mark: '' }];
    }),
  ];
  return texts.map((each) => ({ ...each, selected: inRun(each.path), parses: false, passedBy: true }));
}

const mayRest = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|mdx)$|(?:^|\/)[jt]sconfig[^/]*\.json$/;
const notTheirs = /(?:^|\/)(?:node_modules|dist|build|coverage|vendor)\//;

const named = [['@modelcontextprotocol/'], ['@resession/transport'], ['@mcp-codemod-error']];

interface Ground {
  readonly root: string;
  readonly project: Project;
  readonly host: Host;
  readonly sources: readonly UpgradeSource[];
  readonly upgrade: SdkUpgrade;
  readonly parse: Parse;
}

/** The world in which every source has its moved text, and manifests fit to those that the run makes. */
function worldOf(ground: Ground, texts: ReadonlyMap<string, string>, needing: Needing): Host {
  const { root, host, sources, upgrade } = ground;
  const marks = new Map(sources.map(({ path: name, mark }) => [name, mark]));
  const files = [...upgrade.texts].map(
    ([name, text]) => [`${root}/${name}`, `${marks.get(name) ?? ''}${text}`] as const,
  );
  const manifests = manifestsOf(ground, texts, needing).map(
    ({ path: name, after }) => [`${root}/${name}`, after] as const,
  );
  return overlaid(host, new Map([...files, ...manifests]));
}

function manifestsOf(
  { upgrade: { manifests }, parse }: Ground,
  texts: ReadonlyMap<string, string>,
  needing: Needing,
): readonly ManifestText[] {
  return manifests.map((manifest) => ({
    path: manifest.path,
    after: `${manifest.mark}${manifestAfter(manifest, (source) => texts.get(source) ?? '', needing, parse)}`,
    before: `${manifest.mark}${manifest.before}`,
    steps: (after: string) => manifestSteps(manifest, after),
  }));
}

interface ManifestText {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly steps: (after: string) => readonly NextStep[];
}

function settledOn(ground: Ground, texts: ReadonlyMap<string, string>): Settled {
  const manifests = manifestsOf(ground, texts, 'transport');
  const changed = manifests.filter(({ before, after }) => before !== after);
  return {
    world: worldOf(ground, texts, 'transport'),
    moves: ground.upgrade.texts.size > 0,
    folders: changed.map(({ path: name }) => name.slice(0, Math.max(0, name.lastIndexOf('/')))),
    nextSteps: [
      ...manifests.flatMap(({ after, steps }) => steps(after.replace(/^\uFEFF/, ''))),
      ...leftBehind(ground.root, ground.project, changed.map(withoutMarks), ground.host),
      ...upgradeNotes(ground.upgrade),
    ],
    onTheTree: (plan) => onTheTree(ground, changed, plan),
  };
}

function withoutMarks({ path: name, before, after }: ManifestText): MovedManifest {
  return { path: name, before: before.replace(/^\uFEFF/, ''), after: after.replace(/^\uFEFF/, '') };
}

function onTheTree({ sources, upgrade, parse }: Ground, manifests: readonly ManifestText[], plan: Plan): Plan {
  const trees = new Map<
    string,
    { readonly kind: PlannedFile['kind']; readonly before: string; readonly after: string }
  >();
  for (const { path: name, text, mark } of sources) {
    const after = upgrade.texts.get(name);
    if (after !== undefined) trees.set(name, { kind: 'source', before: mark + text, after: mark + after });
  }
  for (const { path: name, before, after } of manifests) trees.set(name, { kind: 'manifest', before, after });
  const rebased = plan.files.map((file) => {
    const tree = trees.get(file.path);
    if (tree === undefined) return file;
    trees.delete(file.path);
    return plannedText(file.path, tree.kind, tree.before, file.after.data);
  });
  const rest = [...trees].map(([name, { kind, before, after }]) => plannedText(name, kind, before, after));
  const asked = sources.filter(({ selected }) => selected);
  const ends = new Map(rebased.map(({ path: name, after }) => [name, after.data.replace(/^\uFEFF/, '')]));
  const own = asked.flatMap((source) => {
    const { path: name, text } = source;
    return upgradeFindings(source, ends.get(name) ?? upgrade.texts.get(name) ?? text, upgrade, parse);
  });
  const befores = new Map(asked.map(({ path: name, text }) => [name, text]));
  const findings = [...plan.findings.map(placedBack(befores, upgrade)), ...own].sort(byPlace);
  const order = ['source', 'manifest', 'vendor'];
  const files = [...rebased, ...rest].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return { ...plan, findings, files };
}

/** Findings lie in the moved text; people see the file as it was. */
function placedBack(
  befores: ReadonlyMap<string, string>,
  { texts }: SdkUpgrade,
): (finding: PlannedFinding) => PlannedFinding {
  const maps = new Map<string, ReturnType<typeof lineMap>>();
  return (finding) => {
    const [before, after] = [befores.get(finding.path), texts.get(finding.path)];
    if (before === undefined || after === undefined) return finding;
    const old = maps.get(finding.path) ?? lineMap(before, after);
    maps.set(finding.path, old);
    const [start, end] = [old(finding.line), old(finding.endLine)];
    if (start.same && end.same) return { ...finding, line: start.line, endLine: end.line };
    return { ...finding, line: start.line, column: 1, endLine: Math.max(start.line, end.line), endColumn: 1 };
  };
}
