// Which transport a package really gets: node_modules walked upwards from its folder, as Node does.

import path from 'node:path';
import type { Host } from './host.ts';
import { installedAbove, liesIn } from './installed.ts';
import { workspaceAbove } from './installs.ts';
import { late } from './late.ts';
import { declaredIn } from './manifest-text.ts';
import { packedFiles } from './packed-files.ts';
import type { Plan, Verdict } from './plan.ts';
import { readManifest } from './project.ts';
import { isVendored, transportName, vendorPath, versionOf } from './transport-package.ts';

/** The installed copy a package sees. */
export interface Resolved {
  /** Real path of its folder. */
  readonly place: string;
  readonly version: string | null;
}

/** Looks from a folder up to another one, no further; null where nothing is installed. */
export function resolveTransport(from: string, upTo: string, host: Host): Resolved | null {
  const place = installedAbove(from, upTo, transportName, host);
  if (place === null) return null;
  const manifest = readManifest(host, place, path.join(place, 'package.json'));
  return { place, version: manifest === null || typeof manifest === 'string' ? null : manifest.version };
}

/** A package that has to get the transport: its folder, relative to the root, and the spec it declares. */
interface Wanting {
  readonly folder: string;
  readonly spec: string;
}

/**
 * Whether every package whose manifest or tarball the plan changes gets the version it asks for, from inside its
 * workspace, and where it is vendored the very files of the tarball.
 */
export function resolves(plan: Plan, host: Host): Verdict {
  const root = host.realpath(plan.root);
  const wanting = wantingOf(plan, root, host);
  if (wanting.length === 0)
    return { check: 'resolves', outcome: 'skipped', why: `No changed manifest asks for ${transportName}.` };
  const upTo = workspaceAbove(root, host) ?? root;
  const problems = wanting.flatMap(({ folder, spec }) => {
    const problem = problemOf(root, folder, upTo, spec, host);
    return problem === null ? [] : [`${folder === '' ? 'the root package' : folder}: ${problem}`];
  });
  if (problems.length === 0) {
    const why = `${transportName} resolves to the version asked for in ${String(wanting.length)} package(s).`;
    return { check: 'resolves', outcome: 'passed', why };
  }
  if (pnp(root, host)) {
    return { check: 'resolves', outcome: 'skipped', why: "Yarn's Plug'n'Play keeps no node_modules to look into." };
  }
  return { check: 'resolves', outcome: 'failed', why: `${problems.join('; ')}.` };
}

function wantingOf(plan: Plan, root: string, host: Host): readonly Wanting[] {
  const changed = plan.files.flatMap(({ kind, path: file, after }): Wanting[] => {
    if (kind !== 'manifest') return [];
    const spec = declaredIn(after.data.replace(/^\uFEFF/, ''), transportName)?.spec;
    // A manifest can change for the sake of the SDK alone.
    if (spec === undefined) return [];
    return [{ folder: file.slice(0, Math.max(0, file.lastIndexOf('/'))), spec }];
  });
  if (!plan.files.some(({ kind, gone }) => kind === 'vendor' && gone !== true)) return changed;
  const known = new Set(changed.map(({ folder }) => folder));
  const others = plan.project.packages.flatMap(({ path: folder }): Wanting[] => {
    const manifest = known.has(folder) ? null : readManifest(host, root, path.join(root, folder, 'package.json'));
    const spec = manifest === null || typeof manifest === 'string' ? undefined : manifest.ranges.get(transportName);
    return spec !== undefined && isVendored(spec) ? [{ folder, spec }] : [];
  });
  return [...changed, ...others];
}

function problemOf(root: string, folder: string, upTo: string, spec: string, host: Host): string | null {
  const found = resolveTransport(path.join(root, folder), upTo, host);
  if (found === null) return `${transportName} is not installed`;
  if (!liesIn(upTo, found.place)) return `${transportName} resolves outside the root`;
  const vendored = versionOf(spec);
  const range = vendored ?? spec;
  if (found.version === null || !late.semver().satisfies(found.version, range, { includePrerelease: true }))
    return `${transportName} resolves to ${found.version ?? 'a copy without a version'}, not ${range}`;
  if (vendored === null || isTheTarball(found.place, path.join(root, vendorPath(vendored)), host)) return null;
  return `the installed ${transportName} ${vendored} is not the one in vendor/: an earlier one is in the lockfile or in node_modules. ${renew}`;
}

const renew = `Renew it (npm update ${transportName}), or remove it from both and install again`;

/** Whether the files are the same, those apart that installers write. True where there is no tarball to compare with. */
function isTheTarball(place: string, tarball: string, host: Host): boolean {
  if (host.lstat(tarball)?.kind !== 'file') return true;
  const files = [...packedFiles(host.read(tarball))].filter(([name]) => name !== 'package.json');
  return files.every(([name, bytes]) => {
    const installed = path.join(place, name);
    return host.lstat(installed)?.kind === 'file' && host.read(installed).equals(bytes);
  });
}

function pnp(root: string, host: Host): boolean {
  return host.lstat(path.join(root, '.pnp.cjs')) !== null;
}
