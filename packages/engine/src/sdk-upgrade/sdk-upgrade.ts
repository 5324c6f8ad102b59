// The move from SDK v1 to v2, as a step of a run: the SDK's own codemod works on a shadow copy, of which the sources are
// taken and the manifests are not. Writes nothing into the tree.

import { sdkImports, type Source, SyntaxProblem } from '@resession/transforms/lib';
import { ResessionError } from '../error.ts';
import type { Host } from '../host.ts';
import { manifestIn, readManifestText } from '../manifest-file.ts';
import { packageAbove, packageOf, type Project } from '../project.ts';
import { commentsPutBack, parsed } from './dropped-comments.ts';
import { requiresShown } from './requires.ts';
import { inShadow, type Remark, type Upgraded } from './shadow.ts';
import { incoming, type Incoming, sdkV1, swapped } from './swapped-manifest.ts';
import type { UpgradeTool } from './tool.ts';
import { isV1, namesModule, v1Places } from './v1-places.ts';
import { withoutCatalogs } from './workspace-versions.ts';

/** A source that takes part: it names a package of the SDK. */
export interface UpgradeSource {
  /** Relative to the root. */
  readonly path: string;
  /** Without a byte order mark. */
  readonly text: string;
  readonly mark: string;
  /** Whether the run was asked for it; others only count for the manifest. */
  readonly selected: boolean;
  /** Whether it parses; what does not would be mended by guesswork, and stays. */
  readonly parses: boolean;
  /** A file that no codemod reads (a component, a declaration, an odd encoding): it only counts for the manifest, and is told. */
  readonly passedBy?: true;
}

/** Reads a text as a source, or says why it does not parse. */
export type Parse = (path: string, text: string) => Source | SyntaxProblem;

export interface UpgradeInput {
  readonly parse: Parse;
  /** Absolute. */
  readonly root: string;
  readonly project: Project;
  readonly sources: readonly UpgradeSource[];
  /** Called once, and only where something is to be moved. */
  readonly tool: () => UpgradeTool;
}

/** A manifest whose dependencies change, and what has to be known to write it. */
export interface UpgradedManifest {
  readonly path: string;
  /** Without its byte order mark, which is `mark`. */
  readonly before: string;
  readonly mark: string;
  readonly news: readonly Incoming[];
  readonly warnings: readonly string[];
  /** Some file that no codemod reads names SDK v1. */
  readonly keepsV1: boolean;
  /** Every source that gets its SDK through it. */
  readonly sources: readonly string[];
}

/** What the move makes of the tree. */
export interface SdkUpgrade {
  /** The release that did it; null where there was nothing to move. */
  readonly version: string | null;
  /** The new texts, byte order marks left out, by path relative to the root. */
  readonly texts: ReadonlyMap<string, string>;
  readonly manifests: readonly UpgradedManifest[];
  /** By path relative to the root. */
  readonly remarks: readonly Remark[];
  /** Sources that stay as they are, for what the tool made of them does not parse; by path, why. */
  readonly unusable: ReadonlyMap<string, string>;
  /**
   * Sources that load SDK v1 in a way that the tool does not touch; half of a package on v2 knows nothing of the other half's
   * errors, so that their whole packages stay.
   */
  readonly keeping: ReadonlySet<string>;
  /** Sources that stay for those. */
  readonly kept: ReadonlySet<string>;
  /** Why a package does not move that has no manifest which could follow; by a source of it, the first. */
  readonly unmoved: ReadonlyMap<string, string>;
  /** Packages that moved sources import now and no manifest above them declares; by source. */
  readonly undeclared: ReadonlyMap<string, readonly string[]>;
}

/** Moves every package that names SDK v1. Throws `ResessionError` where the tool is missing or fails. */
export async function upgradeSdk(input: UpgradeInput, host: Host): Promise<SdkUpgrade> {
  const texts = new Map<string, string>();
  const manifests: UpgradedManifest[] = [];
  const remarks: Remark[] = [];
  const unusable = new Map<string, string>();
  const [unmoved, undeclared] = [new Map<string, string>(), new Map<string, readonly string[]>()];
  const [keeping, kept] = [new Set<string>(), new Set<string>()];
  let tool: UpgradeTool | null = null;
  for (const [folder, sources] of byDeclaration(input)) {
    const moving = sources.filter(({ selected, parses }) => selected && parses);
    const naming = moving.find(({ text }) => text.includes(sdkV1));
    if (naming === undefined) continue;
    const why = whyUnmoved(input.project, folder);
    if (why !== undefined) {
      unmoved.set(naming.path, why);
      for (const { path } of moving) kept.add(path);
      continue;
    }
    tool ??= input.tool();
    const manifest =
      folder === null ? null : { path: manifestIn(folder), ...readManifestText(input.root, manifestIn(folder), host) };
    const shown = manifest === null ? null : withoutCatalogs(manifest.text, input.root, folder ?? '', host);
    const made = await movedPackage(input, { folder, moving, manifest: shown }, tool, host);
    for (const [path, fault] of made.unusable) unusable.set(path, fault);
    if (made.keeping.length > 0) {
      for (const path of made.keeping) keeping.add(path);
      for (const { path } of moving) kept.add(path);
      continue;
    }
    for (const [path, text] of made.texts) {
      texts.set(path, text);
      const wanted = importedBy(input.parse(path, text)).filter(
        (name) => !(manifest?.text.includes(`"${name}"`) ?? false),
      );
      if (!declaresV1(input.project, folder) && wanted.length > 0) undeclared.set(path, wanted);
    }
    remarks.push(...made.remarks);
    if (manifest === null || made.manifest === null) continue;
    manifests.push({
      path: manifest.path,
      before: manifest.text,
      mark: manifest.mark,
      news: incoming(manifest.text, made.manifest),
      warnings: made.warnings,
      keepsV1: sources.some(({ passedBy }) => passedBy),
      sources: sources.map(({ path }) => path),
    });
  }
  return { version: tool?.version ?? null, texts, manifests, remarks, unusable, keeping, kept, unmoved, undeclared };
}

interface Package {
  /** Of its manifest; null where there is none. */
  readonly folder: string | null;
  readonly moving: readonly UpgradeSource[];
  /** As the tool is shown it. */
  readonly manifest: string | null;
}

interface MovedPackage extends Omit<Upgraded, 'sources'> {
  readonly texts: ReadonlyMap<string, string>;
  readonly unusable: ReadonlyMap<string, string>;
  readonly keeping: readonly string[];
}

/** What the tool makes of one package, by paths relative to the root. */
async function movedPackage(
  { parse }: UpgradeInput,
  { folder, moving, manifest }: Package,
  tool: UpgradeTool,
  host: Host,
): Promise<MovedPackage> {
  const above = folder === null || folder === '' ? '' : `${folder}/`;
  const shown = new Map(
    moving.map(({ path, text }) => [path.slice(above.length), requiresShown(text, (each) => parse(path, each))]),
  );
  const sources = new Map([...shown].map(([name, { text }]) => [name, text]));
  const upgraded = await inShadow({ sources, manifest }, tool, host);
  const [texts, unusable] = [new Map<string, string>(), new Map<string, string>()];
  const keeping: string[] = [];
  for (const { path, text: before } of moving) {
    const name = path.slice(above.length);
    const made = upgraded.sources.get(name);
    const text = made === undefined ? before : (shown.get(name)?.back(made) ?? made);
    const source = parse(path, text);
    if (source instanceof SyntaxProblem) unusable.set(path, source.message);
    else {
      if (v1Places(source).some(({ form }) => form === 'load')) keeping.push(path);
      const [old] = parsed(parse(path, before));
      if (text !== before) texts.set(path, old === undefined ? text : commentsPutBack(old, source));
    }
  }
  const remarks = upgraded.remarks.map((remark) => ({ ...remark, path: above + remark.path }));
  return { ...upgraded, remarks, texts, unusable, keeping };
}

/** What keeps SDK v1 in a manifest: `sdk`, a source that names it; `transport`, one that names the transport for it too. */
export type Needing = 'sdk' | 'transport';

/** The manifest after the move, when its sources are these in the end. Throws `ResessionError` for strange shapes. */
export function manifestAfter(
  { path, before, news, keepsV1, sources }: UpgradedManifest,
  textOf: (path: string) => string,
  needing: Needing,
  parse: Parse,
): string {
  const needsV1 = keepsV1 || sources.some((source) => needs(source, textOf(source), needing, parse));
  try {
    return swapped(before, news, needsV1);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ResessionError(`the manifest has a strange shape: ${error.message}`, path, 'Mend it and run again.');
  }
}

function needs(path: string, text: string, needing: Needing, parse: Parse): boolean {
  if (!named[needing].some((name) => text.includes(name))) return false;
  const source = parse(path, text);
  const isIt = (module: string): boolean =>
    isV1(module) || (needing === 'transport' && module === '@resession/transport/v1');
  return source instanceof SyntaxProblem || namesModule(source, isIt);
}

const named: Readonly<Record<Needing, readonly string[]>> = {
  sdk: [sdkV1],
  transport: [sdkV1, '@resession/transport/v1'],
};

/**
 * Sources by the folder of the nearest manifest that declares the SDK, v1 before v2; else by that of the nearest manifest, and null
 * where there is none.
 */
function byDeclaration({ project, sources }: UpgradeInput): ReadonlyMap<string | null, readonly UpgradeSource[]> {
  const groups = new Map<string | null, UpgradeSource[]>();
  for (const source of sources) {
    const folder =
      packageAbove(project, source.path, ({ sdk }) => sdk.v1 !== undefined) ??
      packageAbove(project, source.path, ({ sdk }) => sdk.v2 !== undefined) ??
      packageOf(project, source.path);
    groups.set(folder, [...(groups.get(folder) ?? []), source]);
  }
  return groups;
}

function declaresV1({ packages }: Project, folder: string | null): boolean {
  return folder !== null && packages.get(folder)?.sdk.v1 !== undefined;
}

/** What a package lacks that its manifest can follow its sources; undefined where it can. */
function whyUnmoved({ packages, broken }: Project, folder: string | null): string | undefined {
  if (folder === null) return 'There is no package.json above it: add one that declares the SDK and run again.';
  const path = manifestIn(folder);
  const fault = broken.find((each) => each.path === path);
  if (fault !== undefined) return `${path} cannot be changed (${fault.why}): mend it and run again.`;
  const { v1, v2 } = packages.get(folder)?.sdk ?? {};
  if (v1 !== undefined || v2 !== undefined) return undefined;
  return `${path} does not declare ${sdkV1}, and none above it does: declare it and run again.`;
}

/** The packages of SDK v2 that a source imports. */
function importedBy(source: Source | SyntaxProblem): readonly string[] {
  if (source instanceof SyntaxProblem) return [];
  const all = sdkImports(source).all.filter(({ sdk }) => sdk.from === 'sdk' && sdk.generation === 'v2');
  return [...new Set(all.map(({ sdk }) => sdk.package))];
}
