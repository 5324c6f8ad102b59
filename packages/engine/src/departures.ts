// Packages whose last import of the transport goes in a run: the entry leaves their manifest, and the packed file the tree
// once no manifest names it.

import type { Host } from './host.ts';
import { objectName, placeInside, present } from './inside.ts';
import { largestManifest, manifestIn, readManifestText } from './manifest-file.ts';
import { plannedText } from './planned-text.ts';
import { declaredIn, withoutEntry } from './manifest-text.ts';
import type { NextStep, PlannedFile } from './plan.ts';
import { packageAbove, type Project } from './project.ts';
import { transportName, vendorPath, versionOf } from './transport-package.ts';

/** A package that needs the transport no more. */
export interface Departure {
  /** Folder of the manifest that declares it. */
  readonly folder: string;
  /** A file that names it all the same, in a way that is no import; null where nothing does. */
  readonly named: string | null;
}

/** What happens to manifests, and where that has to be installed. */
export interface ManifestChange {
  readonly files: readonly PlannedFile[];
  /** Of packages that have to be installed anew. */
  readonly folders: readonly string[];
  readonly nextSteps: readonly NextStep[];
}

/** No manifest changes. */
export const noChange: ManifestChange = { files: [], folders: [], nextSteps: [] };

/**
 * The packages that a run leaves without an import: some file of theirs imported it before (`leavers`) and none names it
 * now. Files are at home in the nearest package above them that declares the transport: node_modules is looked for upwards.
 * @param naming the files that hold its name once the plan is written, imports or not
 * @param imports whether such a file imports it, or may
 */
export function departures(
  project: Project,
  leavers: readonly string[],
  naming: readonly string[],
  imports: (path: string) => boolean,
): readonly Departure[] {
  const left = new Set(leavers.flatMap((path) => declaringAbove(project, path) ?? []));
  return [...left].sort().flatMap((folder) => {
    const own = naming.filter((path) => declaringAbove(project, path) === folder);
    return own.some(imports) ? [] : [{ folder, named: own[0] ?? null }];
  });
}

function declaringAbove(project: Project, file: string): string | null {
  return packageAbove(project, file, ({ manifest }) => manifest.ranges.has(transportName));
}

/** Takes the entries out, and the packed files that no other manifest names. */
export function planDepartures(
  root: string,
  project: Project,
  leaving: readonly Departure[],
  host: Host,
): ManifestChange {
  const files: PlannedFile[] = [];
  const folders: string[] = [];
  const nextSteps: NextStep[] = [];
  const versions = new Set<string>();
  for (const { folder, named } of leaving) {
    const path = manifestIn(folder);
    const broken = project.brokenIn(folder);
    const { mark, text } = broken === undefined ? readManifestText(root, path, host) : { mark: '', text: '' };
    const declared = declaredIn(text, transportName);
    const after = declared === null ? text : withoutEntry(text, declared, transportName);
    // Bundled, overridden, a peer: whoever wrote that has to say what becomes of it.
    if (named !== null || declared === null || after.includes(transportName)) {
      nextSteps.push(stayingStep(path, named));
      continue;
    }
    files.push(plannedText(path, 'manifest', mark + text, mark + after));
    folders.push(folder);
    const version = versionOf(declared.spec);
    if (version !== null) versions.add(version);
  }
  const gone = new Set(folders);
  const others = [...project.packages.values()].filter(({ path }) => !gone.has(path));
  const wanted = new Set(others.map(({ manifest }) => versionOf(manifest.ranges.get(transportName) ?? '')));
  // Overrides and resolutions want it as well, of whatever package manager, and manifests that could not be read.
  const texts = manifestTexts(root, project, files, host);
  const named = (version: string): boolean => texts.some((text) => text === null || text.includes(vendorPath(version)));
  const tarballs = [...versions].flatMap((version) =>
    wanted.has(version) || named(version) ? [] : (departingTarball(root, version, host) ?? []),
  );
  return { files: [...files, ...tarballs], folders, nextSteps };
}

/** Every manifest as it will be, and what pnpm keeps beside them; null for what is no plain file, or none of a size to read. */
function manifestTexts(
  root: string,
  project: Project,
  changed: readonly PlannedFile[],
  host: Host,
): readonly (string | null)[] {
  const after = new Map(changed.map((file) => [file.path, file.after.data]));
  const paths = [
    ...[...project.packages.keys()].map(manifestIn),
    ...project.broken.map(({ path }) => path),
    'pnpm-workspace.yaml',
  ];
  return paths.flatMap((path) => {
    const text = after.get(path);
    if (text !== undefined) return [text];
    const stat = host.lstat(`${root}/${path}`);
    if (stat === null) return [];
    const plain = stat.kind === 'file' && stat.size <= largestManifest;
    return [plain ? host.read(`${root}/${path}`).toString('utf8') : null];
  });
}

/** Why the entry stays, for whoever wants it gone. */
function stayingStep(manifest: string, named: string | null): NextStep {
  const where = named ?? `${manifest}, in a way that is not ours to change,`;
  return {
    text: `Nothing imports ${transportName} any more, but ${where} names it: take it out there and of ${manifest} by hand.`,
  };
}

/** The packed file of a version on its way out; null where it is not there. */
function departingTarball(root: string, version: string, host: Host): PlannedFile | null {
  const path = vendorPath(version);
  const now = present(placeInside(root, path, host), host);
  if (now === null) return null;
  const beforeBlob = objectName(now.bytes);
  const after = { encoding: 'base64', data: '' } as const;
  return { path, kind: 'vendor', before: now.hash, beforeBlob, after, gone: true, diff: '' };
}
