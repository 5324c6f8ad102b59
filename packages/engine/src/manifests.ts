// The manifests that have to change so that the rewritten imports resolve, and the installation that makes them true.

import { isTestFile } from '@resession/transforms/lib';
import { copiesOfVendor, installBefore } from './builds.ts';
import { type Departure, type ManifestChange, noChange, planDepartures } from './departures.ts';
import { ResessionError } from './error.ts';
import type { Host } from './host.ts';
import { planInstalls, workspaceAbove } from './installs.ts';
import { manifestIn, readManifestText } from './manifest-file.ts';
import { plannedText } from './planned-text.ts';
import { declaredIn, sectionOf, withEntry, withoutEntry, withSpec, type Section } from './manifest-text.ts';
import type { Tarball } from './options.ts';
import type { NextStep, PlannedFile, PlannedInstall } from './plan.ts';
import { packageOf, type Project } from './project.ts';
import { needPublished } from './registry.ts';
import { isVendored, needTarball, specFor, transportName, type TransportSource } from './transport-package.ts';
import { planVendor } from './vendor.ts';

export interface ManifestInput {
  readonly root: string;
  readonly project: Project;
  /** Files (relative to the root) whose code imports the transport once the plan is written; blocked ones left out. */
  readonly importers: readonly string[];
  /** Every path of the root, to find Dockerfiles and the like among. */
  readonly paths: readonly string[];
  readonly transport: TransportSource;
  readonly tarball: Tarball | null;
  /** Folders whose manifest changes for another reason, and that have to be installed anew as well. */
  readonly alsoChanged?: readonly string[];
  /** Packages that import the transport no more. */
  readonly departures?: readonly Departure[];
}

export interface ManifestPlan {
  /** Changed package.json files, and the tarball where it is not in place yet. */
  readonly files: readonly PlannedFile[];
  /** Empty where no manifest changes. */
  readonly installs: readonly PlannedInstall[];
  readonly nextSteps: readonly NextStep[];
}

/**
 * Plans; writes nothing. Throws `ResessionError` where the tarball is missing or damaged, or the registry has another one.
 * Importers outside any package are passed over: `blockReason` has answered for them.
 */
export async function planManifests(input: ManifestInput, host: Host): Promise<ManifestPlan> {
  const { root, project, departures = [], alsoChanged = [] } = input;
  const needs = importersByPackage(project, input.importers);
  const arriving = needs.size === 0 ? noChange : await planArrivals(input, needs, host);
  const leaving = departures.length === 0 ? noChange : planDepartures(root, project, departures, host);
  const folders = [...arriving.folders, ...leaving.folders];
  return {
    files: [...arriving.files, ...leaving.files].sort(
      (a, b) => Number(a.kind === 'vendor') - Number(b.kind === 'vendor'),
    ),
    installs: planInstalls(root, [...folders, ...alsoChanged], host),
    nextSteps: [
      ...(folders.length > 0 ? memberSteps(root, host) : []),
      ...arriving.nextSteps,
      ...leaving.nextSteps,
      ...(leaving.files.some(({ gone }) => gone) ? copiesOfVendor(root, input.paths, host) : []),
    ],
  };
}

async function planArrivals(
  input: ManifestInput,
  needs: ReadonlyMap<string, readonly string[]>,
  host: Host,
): Promise<ManifestChange> {
  const { root, transport } = input;
  const tarball = needTarball(input.tarball);
  const changed: { readonly folder: string; readonly file: PlannedFile }[] = [];
  const vendored: string[] = [];
  for (const [folder, importers] of needs) {
    const path = manifestIn(folder);
    const { mark, text } = readManifestText(root, path, host);
    const next = withTransport(text, importers, specFor(transport, tarball.version, folder), path);
    if (isVendored(declaredIn(next, transportName)?.spec ?? '')) vendored.push(folder);
    if (next !== text) changed.push({ folder, file: plannedText(path, 'manifest', mark + text, mark + next) });
  }
  if (transport === 'registry' && changed.length > 0) await needPublished(root, tarball, host);
  // A vendored spec of an earlier run needs its file as much as a new one does.
  const vendor = vendored.length > 0 && transport === 'vendor' ? await planVendor(root, tarball, host) : null;
  const file = vendor?.file ?? null;
  return {
    files: [...changed.map((one) => one.file), ...(file === null ? [] : [file])],
    // Where the file was missing, it is not installed either.
    folders: [...changed.map(({ folder }) => folder), ...(file === null ? [] : vendored)],
    nextSteps: [
      ...(vendor?.nextSteps ?? []),
      ...(vendor !== null && (changed.length > 0 || file !== null) ? installBefore(root, input.paths, host) : []),
    ],
  };
}

/** A root that was given below the top of its workspace: the lockfile is not in it. */
function memberSteps(root: string, host: Host): readonly NextStep[] {
  const workspace = workspaceAbove(root, host);
  if (workspace === null) return [];
  const text = `The root is a member of the workspace at ${workspace}: an install also changes the lockfile there, which undo does not restore. Name the folder as a path, without --cwd, to cover both.`;
  return [{ text }];
}

/** By folder; the files relative to it. */
function importersByPackage(project: Project, importers: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const needs = new Map<string, string[]>();
  for (const file of [...importers].sort()) {
    const folder = packageOf(project, file);
    if (folder !== null)
      needs.set(folder, [...(needs.get(folder) ?? []), file.slice(folder === '' ? 0 : folder.length + 1)]);
  }
  return needs;
}

/** The text with the transport declared where it belongs; the same text where it is declared well enough. */
function withTransport(text: string, importers: readonly string[], spec: string, path: string): string {
  const section = wantedSection(text, importers);
  const declared = declaredIn(text, transportName);
  try {
    if (declared === null) return withEntry(text, section, transportName, spec);
    // A spec that its owner chose stays; one of ours follows the tarball we ship.
    const kept = isVendored(declared.spec) ? spec : declared.spec;
    if (declared.section === 'devDependencies' && section === 'dependencies') {
      return withEntry(withoutEntry(text, declared, transportName), section, transportName, kept);
    }
    return kept === declared.spec ? text : withSpec(text, declared, transportName, kept);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ResessionError(`the manifest has a strange shape: ${error.message}`, path, 'Mend it and run again.');
  }
}

/** Tests only need it while developing. Else it goes where the SDK is, since it is used where the SDK is. */
function wantedSection(text: string, importers: readonly string[]): Section {
  if (importers.every(isTestFile)) return 'devDependencies';
  const sdks = ['@modelcontextprotocol/client', '@modelcontextprotocol/sdk'].map((name) => sectionOf(text, name));
  const declared = sdks.filter((section) => section !== null);
  const bundled = declared.length > 0 && declared.every((section) => section === 'devDependencies');
  return bundled ? 'devDependencies' : 'dependencies';
}
