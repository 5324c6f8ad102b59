// Which transport a package really gets, and whether both stand on the same SDK: read off what is installed.

import path from 'node:path';
import { copiesIn, type Copies, type Copy } from './copies.ts';
import type { Host } from './host.ts';
import { liesIn } from './installed.ts';
import { workspaceAbove } from './installs.ts';
import { late } from './late.ts';
import { declaredIn, sectionOf } from './manifest-text.ts';
import { packedFiles } from './packed-files.ts';
import type { Plan, Verdict } from './plan.ts';
import { readManifest, sdkNames } from './project.ts';
import { isVendored, supportedSdks, transportName, vendorPath, versionOf } from './transport-package.ts';
import { readYaml } from './yaml-file.ts';

/** Bytes. It lists every package that is installed. */
const notesOfPnpm = 16 * 1024 * 1024;

/** A package that has to get the transport: its folder, relative to the root, and the spec it declares. */
interface Wanting {
  readonly folder: string;
  readonly spec: string;
  /** Names of the SDKs that its package.json declares. */
  readonly sdks: readonly string[];
}

/**
 * Whether every package whose manifest or tarball the plan changes gets the version it asks for, from inside its
 * workspace, where it is vendored the very files of the tarball, and runs it on the copy of the SDK that it imports itself.
 */
export function resolves(plan: Plan, host: Host): Verdict {
  const root = host.realpath(plan.root);
  const wanting = wantingOf(plan, root, host);
  if (wanting.length === 0)
    return { check: 'resolves', outcome: 'skipped', why: `No changed manifest asks for ${transportName}.` };
  const upTo = workspaceAbove(root, host) ?? root;
  const copies = copiesIn(upTo, host);
  const seen = wanting.map((one) => ({ folder: one.folder, problem: problemOf(root, one, { upTo, copies, host }) }));
  const problems = seen.flatMap(({ folder, problem }) =>
    problem === null || problem === shared ? [] : [`${folder === '' ? 'the root package' : folder}: ${problem}`],
  );
  const skipped = (why: string): Verdict => ({ check: 'resolves', outcome: 'skipped', why });
  if (problems.length > 0 && wanting.some(({ folder }) => copies.unread(path.join(root, folder))))
    return skipped("What Plug'n'Play makes of the names cannot be read: its loader is not one that Yarn 4 writes.");
  if (problems.length > 0) return { check: 'resolves', outcome: 'failed', why: `${problems.join('; ')}.` };
  if (seen.some(({ problem }) => problem === shared))
    return skipped('pnpm keeps the installed packages in a store outside the root, and nothing outside is read.');
  const why = `${transportName} resolves to the version asked for in ${String(wanting.length)} package(s), on one copy of the SDK each.`;
  return { check: 'resolves', outcome: 'passed', why };
}

function wantingOf(plan: Plan, root: string, host: Host): readonly Wanting[] {
  const changed = plan.files.flatMap(({ kind, path: file, after }): Wanting[] => {
    if (kind !== 'manifest') return [];
    const text = after.data.replace(/^\uFEFF/, '');
    const spec = declaredIn(text, transportName)?.spec;
    // A manifest can change for the sake of the SDK alone.
    if (spec === undefined) return [];
    const sdks = sdkNames.flatMap(([, name]) => (sectionOf(text, name) === null ? [] : [name]));
    return [{ folder: file.slice(0, Math.max(0, file.lastIndexOf('/'))), spec, sdks }];
  });
  if (!plan.files.some(({ kind, gone }) => kind === 'vendor' && gone !== true)) return changed;
  const known = new Set(changed.map(({ folder }) => folder));
  const others = plan.project.packages.flatMap(({ path: folder }): Wanting[] => {
    const manifest = known.has(folder) ? null : readManifest(host, root, path.join(root, folder, 'package.json'));
    if (manifest === null || typeof manifest === 'string') return [];
    const spec = manifest.ranges.get(transportName);
    const sdks = sdkNames.flatMap(([, name]) => (manifest.ranges.has(name) ? [name] : []));
    return spec !== undefined && isVendored(spec) ? [{ folder, spec, sdks }] : [];
  });
  return [...changed, ...others];
}

/** In the place of a problem: it is where it belongs, and that place is not looked into. */
const shared = 'in a store that workspaces share';

/** With `enableGlobalVirtualStore` pnpm links every package in from its store, and notes where that is. */
function inSharedStore(upTo: string, place: string, host: Host): boolean {
  const modules = path.join(upTo, 'node_modules');
  const noted = readYaml(host, path.join(modules, '.modules.yaml'), notesOfPnpm);
  if (typeof noted !== 'object' || noted === null || !('virtualStoreDir' in noted)) return false;
  return typeof noted.virtualStoreDir === 'string' && liesIn(path.resolve(modules, noted.virtualStoreDir), place);
}

interface Installation {
  readonly upTo: string;
  readonly copies: Copies;
  readonly host: Host;
}

function problemOf(root: string, { folder, spec, sdks }: Wanting, { upTo, copies, host }: Installation): string | null {
  const at = path.join(root, folder);
  const found = copies.of(at, transportName);
  if (found === null) return `${transportName} is not installed`;
  if (found.place !== null && !liesIn(upTo, found.place))
    return inSharedStore(upTo, found.place, host) ? shared : `${transportName} resolves outside the root`;
  const vendored = versionOf(spec);
  const range = vendored ?? spec;
  if (found.version === null || !late.semver().satisfies(found.version, range, { includePrerelease: true }))
    return `${transportName} resolves to ${found.version ?? 'a copy without a version'}, not ${range}`;
  if (vendored !== null && !isTheTarball(found, path.join(root, vendorPath(vendored)), host))
    return `the installed ${transportName} ${vendored} is not the one in vendor/: an earlier one is in the lockfile or in node_modules. ${renew}`;
  const problems = sdkNames.flatMap(([, name]) => {
    const own = copies.of(at, name);
    const problem = own === null ? null : sdkProblem(name, own, found.beside(name), sdks.includes(name));
    return problem === null ? [] : [problem];
  });
  return problems.length === 0 ? null : problems.join(', and ');
}

/** What one copy of SDK v1 throws is no instance of the other copy's classes, and a check by class would never hold. */
function sdkProblem(name: string, own: Copy, theirs: Copy | null, declared: boolean): string | null {
  // One that is only in reach, and not declared, need not be the one that is used.
  const range = supportedSdks[name] ?? '*';
  if (declared && own.version !== null && !late.semver().satisfies(own.version, range, { includePrerelease: true }))
    return `${name} ${own.version} is installed, and ${transportName} needs ${range}: update it`;
  if (own.id === theirs?.id) return null;
  if (theirs === null) return declared ? `${transportName} finds no ${name} beside it. ${oneCopy(name)}` : null;
  const [mine, other] = [own, theirs].map(({ version }) => version ?? 'of no version');
  return `two copies of ${name}: it imports ${String(mine)}, and ${transportName} runs on ${String(other)}. ${oneCopy(name)}`;
}

function oneCopy(name: string): string {
  return `Let one version of ${name} serve all packages (the same range in each, or an override), install, and see that it is one (npm ls, pnpm why, yarn why, bun why)`;
}

const renew = `Renew it (npm update ${transportName}), or remove it from both and install again`;

/**
 * Whether the files are the same, those apart that installers write. True where there is no tarball to compare with, and where the
 * copy lies in no folder: Yarn hashes the tarball with every installation.
 */
function isTheTarball({ place }: Copy, tarball: string, host: Host): boolean {
  if (place === null || host.lstat(tarball)?.kind !== 'file') return true;
  const files = [...packedFiles(host.read(tarball))].filter(([name]) => name !== 'package.json');
  return files.every(([name, bytes]) => {
    const installed = path.join(place, name);
    const { kind, size } = host.lstat(installed) ?? {};
    return kind === 'file' && size === bytes.length && host.read(installed).equals(bytes);
  });
}
