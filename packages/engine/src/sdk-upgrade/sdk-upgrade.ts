// The move from SDK v1 to v2, as a step of a run: the SDK's own codemod works on a shadow copy, of which the sources are
// taken and the manifests are not. Writes nothing into the tree.

import { ResessionError } from '../error.ts';
import type { Host } from '../host.ts';
import { manifestIn, readManifestText } from '../manifest-file.ts';
import { packageAbove, type Project } from '../project.ts';
import { inShadow, type Remark } from './shadow.ts';
import { incoming, type Incoming, sdkV1, swapped } from './swapped-manifest.ts';
import type { UpgradeTool } from './tool.ts';

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

export interface UpgradeInput {
  /** Why a text does not parse; undefined where it does. */
  readonly fault: (path: string, text: string) => string | undefined;
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
  /** Sources that moved, and no package.json above them declares SDK v1: what they need now has to be declared by hand. */
  readonly undeclared: readonly string[];
}

/** Moves every package that names SDK v1. Throws `ResessionError` where the tool is missing or fails. */
export async function upgradeSdk(input: UpgradeInput, host: Host): Promise<SdkUpgrade> {
  const texts = new Map<string, string>();
  const manifests: UpgradedManifest[] = [];
  const remarks: Remark[] = [];
  const unusable = new Map<string, string>();
  const undeclared: string[] = [];
  let tool: UpgradeTool | null = null;
  for (const [folder, sources] of byDeclaration(input)) {
    const moving = sources.filter(({ selected, parses }) => selected && parses);
    if (!moving.some(({ text }) => text.includes(sdkV1))) continue;
    tool ??= input.tool();
    const manifest =
      folder === null ? null : { path: manifestIn(folder), ...readManifestText(input.root, manifestIn(folder), host) };
    const inside = (path: string): string => (folder === null || folder === '' ? path : path.slice(folder.length + 1));
    const shadowed = new Map(moving.map(({ path, text }) => [inside(path), text] as const));
    const upgraded = await inShadow({ sources: shadowed, manifest: manifest?.text ?? null }, tool, host);
    for (const { path } of sources) {
      const text = upgraded.sources.get(inside(path));
      if (text === undefined) continue;
      const fault = input.fault(path, text);
      if (fault !== undefined) unusable.set(path, fault);
      else {
        texts.set(path, text);
        if (folder === null) undeclared.push(path);
      }
    }
    const outside = (path: string): string => (folder === null || folder === '' ? path : `${folder}/${path}`);
    remarks.push(...upgraded.remarks.map((remark) => ({ ...remark, path: outside(remark.path) })));
    if (manifest === null || upgraded.manifest === null) continue;
    manifests.push({
      path: manifest.path,
      before: manifest.text,
      mark: manifest.mark,
      news: incoming(manifest.text, upgraded.manifest),
      warnings: upgraded.warnings,
      keepsV1: sources.some(({ passedBy }) => passedBy),
      sources: sources.map(({ path }) => path),
    });
  }
  return { version: tool?.version ?? null, texts, manifests, remarks, unusable, undeclared };
}

/** What keeps SDK v1 in a manifest: `sdk`, a source that names it; `transport`, one that names the transport for it too. */
export type Needing = 'sdk' | 'transport';

/** The manifest after the move, when its sources are these in the end. Throws `ResessionError` for strange shapes. */
export function manifestAfter(
  { path, before, news, keepsV1, sources }: UpgradedManifest,
  textOf: (path: string) => string,
  needing: Needing,
): string {
  const needsV1 = keepsV1 || sources.some((source) => namesV1[needing].test(textOf(source)));
  try {
    return swapped(before, news, needsV1);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ResessionError(`the manifest has a strange shape: ${error.message}`, path, 'Mend it and run again.');
  }
}

/** The name of a module, be it in a comment. */
const namesV1: Readonly<Record<Needing, RegExp>> = {
  sdk: /(['"`])@modelcontextprotocol\/sdk(?:\/[^'"`\n]*)?\1/,
  transport: /(['"`])(?:@modelcontextprotocol\/sdk(?:\/[^'"`\n]*)?|@resession\/transport\/v1)\1/,
};

/** Sources by the folder of the nearest manifest that declares SDK v1; null where none above them does. */
function byDeclaration({ project, sources }: UpgradeInput): ReadonlyMap<string | null, readonly UpgradeSource[]> {
  const groups = new Map<string | null, UpgradeSource[]>();
  for (const source of sources) {
    const folder = packageAbove(project, source.path, ({ sdk }) => sdk.v1 !== undefined);
    groups.set(folder, [...(groups.get(folder) ?? []), source]);
  }
  return groups;
}
