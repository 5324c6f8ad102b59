// The workspace as its package.json files tell it: packages, who depends on whom, which SDK, which package manager.

import { isUtf8 } from 'node:buffer';
import { LOCKS } from 'package-manager-detector/constants';
import type { Generation } from '@resession/transforms/lib';
import { memo, once } from './analyse/modules/memo.ts';
import { byFolder } from './by-folder.ts';
import { ResessionError } from './error.ts';
import { codeOf, type Host } from './host.ts';
import { fileBelow, placeInside } from './inside.ts';
import { largestManifest, manifestIn } from './manifest-file.ts';
import type { ProjectPackage, ProjectSummary } from './plan.ts';

export type PackageManager = NonNullable<ProjectSummary['packageManager']>;

/** What the engine reads of a package.json. Foreign data: every field may be missing. */
export interface Manifest {
  readonly name: string | null;
  readonly version: string | null;
  readonly private: boolean;
  /** Declared dependencies of every section, by name; a range of `dependencies` wins over the others. */
  readonly ranges: ReadonlyMap<string, string>;
  /** Names of what is installed along with it: all but the dependencies of development. */
  readonly runtime: ReadonlySet<string>;
  readonly packageManager: string | null;
  /** Why no dependency can be written into it, in words; null where one can. */
  readonly closed: string | null;
}

export interface Package extends ProjectPackage {
  readonly manifest: Manifest;
  /** Folders of the workspace packages that this one declares as dependencies, itself excluded. */
  readonly dependsOn: readonly string[];
}

/** A package.json that cannot take a dependency. One that cannot be read either counts as a package without a name. */
export interface BrokenManifest {
  /** Path of the package.json, relative to the root. */
  readonly path: string;
  readonly why: string;
}

export interface Project {
  /** By folder relative to the root, '' for the root itself; sorted. */
  readonly packages: ReadonlyMap<string, Package>;
  readonly broken: readonly BrokenManifest[];
  /** The one of a folder, if it is among them; the others are not looked at for that. */
  readonly brokenIn: (folder: string) => BrokenManifest | undefined;
  /** As declared or locked at the root; null where nothing says. */
  readonly packageManager: PackageManager | null;
  /** Why a package (by folder) that declares the SDK cannot get the patched transport; null of all until `withSupport` looks. */
  readonly unsupported: (folder: string) => string | null;
}

/** The SDK's package that a client is made with, by generation. */
export const sdkNames: readonly (readonly [Generation, string])[] = [
  ['v1', '@modelcontextprotocol/sdk'],
  ['v2', '@modelcontextprotocol/client'],
];

const sections = ['dependencies', 'optionalDependencies', 'peerDependencies', 'devDependencies'];

/** Reads the package.json files (paths relative to the root) of the tree. */
export function readProject(host: Host, root: string, manifests: readonly string[]): Project {
  const read = once(() => readPackages(host, root, manifests));
  const brokenIn = memo((folder: string): BrokenManifest | undefined => {
    const said = read().said.get(folder);
    if (said === undefined) return undefined;
    const path = manifestIn(folder);
    const why = typeof said === 'string' ? said : (behindSymlink(root, path, host) ?? said.closed);
    return why === null ? undefined : { path, why };
  });
  // Where nothing is found nobody asks.
  return {
    get packages() {
      return read().packages;
    },
    get broken() {
      return [...read().said.keys()].flatMap((folder) => brokenIn(folder) ?? []);
    },
    brokenIn,
    packageManager: packageManagerAt(host, root, ''),
    unsupported: () => null,
  };
}

/** The packages, and what each package.json says or why it cannot be used. */
interface Manifests {
  readonly packages: ReadonlyMap<string, Package>;
  readonly said: ReadonlyMap<string, Manifest | string>;
}

function readPackages(host: Host, root: string, manifests: readonly string[]): Manifests {
  const said = new Map<string, Manifest | string>();
  const read = new Map<string, Manifest>();
  for (const path of [...manifests].sort()) {
    const manifest = readManifest(host, root, `${root}/${path}`);
    if (manifest === null) continue;
    said.set(parentOf(path), manifest);
    read.set(parentOf(path), typeof manifest === 'string' ? emptyManifest : manifest);
  }
  const byName = new Map<string, string[]>();
  for (const [path, { name }] of read) if (name !== null) byName.set(name, [...(byName.get(name) ?? []), path]);

  const packages = new Map<string, Package>();
  for (const [path, manifest] of [...read].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const dependsOn = [...manifest.ranges.keys()].flatMap((name) => byName.get(name) ?? []);
    packages.set(path, {
      path,
      name: manifest.name,
      published: !manifest.private && manifest.name !== null,
      sdk: Object.fromEntries(
        sdkNames.flatMap(([generation, name]) => {
          const range = manifest.ranges.get(name);
          return range === undefined ? [] : [[generation, range]];
        }),
      ),
      manifest,
      dependsOn: [...new Set(dependsOn)].filter((other) => other !== path).sort(),
    });
  }
  return { packages, said };
}

/** The package a file belongs to: the folder of the nearest package.json above it; null where there is none. */
export function packageOf(project: Project, file: string): string | null {
  return homeIn(project)(parentOf(file));
}

/** The same for many files. */
export function packagesOf(project: Project): (file: string) => string | null {
  return byFolder(homeIn(project));
}

function homeIn({ packages }: Project): (folder: string) => string | null {
  return (from) => {
    for (let folder = from; ; folder = parentOf(folder)) {
      if (packages.has(folder)) return folder;
      if (folder === '') return null;
    }
  };
}

/** The folder of the nearest package above a file that fits; null where none does. */
export function packageAbove(project: Project, file: string, fits: (one: Package) => boolean): string | null {
  const { packages } = project;
  for (let folder = parentOf(file); ; folder = parentOf(folder)) {
    const one = packages.get(folder);
    if (one !== undefined && fits(one)) return folder;
    if (folder === '') return null;
  }
}

/** The generations that the nearest package.json above a file declares which declares the SDK at all. */
export function declaredAbove(project: Project, file: string): readonly Generation[] {
  const declares = ({ sdk }: Package): boolean => sdk.v1 !== undefined || sdk.v2 !== undefined;
  const { v1, v2 } = project.packages.get(packageAbove(project, file, declares) ?? '')?.sdk ?? {};
  return [...(v1 === undefined ? [] : ['v1' as const]), ...(v2 === undefined ? [] : ['v2' as const])];
}

/** Whose transports feed this package (`down`: itself and what it depends on), or whose checks it feeds (`up`). */
export function reach(project: Project, from: string, direction: 'down' | 'up'): ReadonlySet<string> {
  const next = (path: string): readonly string[] =>
    direction === 'down'
      ? (project.packages.get(path)?.dependsOn ?? [])
      : [...project.packages.values()].filter((other) => other.dependsOn.includes(path)).map((other) => other.path);
  const reached = new Set([from]);
  for (const path of reached) for (const other of next(path)) reached.add(other);
  return reached;
}

/** The package manager for a folder: the nearest `packageManager` field or lockfile, from the folder up to the root. */
export function packageManagerAt(host: Host, root: string, folder: string): PackageManager | null {
  for (let at = folder; ; at = parentOf(at)) {
    const absolute = at === '' ? root : `${root}/${at}`;
    const manifest = readManifest(host, root, `${absolute}/package.json`);
    const declared = manifest !== null && typeof manifest !== 'string' ? manifest.packageManager : null;
    const named = managerNamed(declared?.split('@')[0]);
    if (named !== null) return named;
    const lock = Object.keys(LOCKS).find((name) => host.lstat(`${absolute}/${name}`) !== null);
    const locked = lock === undefined ? null : managerNamed(LOCKS[lock]);
    if (locked !== null) return locked;
    if (at === '') return null;
  }
}

function managerNamed(name: string | undefined): PackageManager | null {
  return name === 'npm' || name === 'pnpm' || name === 'yarn' || name === 'bun' ? name : null;
}

const emptyManifest: Manifest = {
  name: null,
  version: null,
  private: true,
  ranges: new Map(),
  runtime: new Set(),
  packageManager: null,
  closed: null,
};

function behindSymlink(root: string, path: string, host: Host): string | null {
  try {
    placeInside(root, path, host);
    return null;
  } catch (error) {
    if (error instanceof ResessionError) return `${error.what}: ${error.where}`;
    throw error;
  }
}

/**
 * One package.json (absolute path): what it says, null where it is not there, or in words why it cannot be used. A link is
 * followed as long as it stays below the root.
 */
export function readManifest(host: Host, root: string, path: string): Manifest | string | null {
  let bytes: Buffer;
  try {
    const file = fileBelow(host, root, path);
    if (file === null || typeof file === 'string') return file;
    bytes = host.read(file.path, largestManifest);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EFBIG') return 'it is too large (the limit is 2 MiB)';
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : `it cannot be read: ${String(error)}`;
  }
  try {
    const json: unknown = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
    if (!isRecord(json)) return 'it is not a JSON object';
    return { ...manifestOf(json), closed: isUtf8(bytes) ? strangeSection(json) : 'it is not UTF-8' };
  } catch (error) {
    return `it is not valid JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function strangeSection(json: Readonly<Record<string, unknown>>): string | null {
  const strange = ['dependencies', 'devDependencies'].find((name) => json[name] !== undefined && !isRecord(json[name]));
  return strange === undefined ? null : `"${strange}" is not an object`;
}

function manifestOf(json: Readonly<Record<string, unknown>>): Omit<Manifest, 'closed'> {
  const ranges = new Map<string, string>();
  const runtime = new Set<string>();
  for (const section of sections) {
    const declared = json[section];
    if (!isRecord(declared)) continue;
    for (const [name, range] of Object.entries(declared)) {
      if (typeof range === 'string' && !ranges.has(name)) ranges.set(name, range);
      if (section !== 'devDependencies') runtime.add(name);
    }
  }
  return {
    name: textOr(json['name']),
    version: textOr(json['version']),
    private: json['private'] === true,
    ranges,
    runtime,
    packageManager: textOr(json['packageManager']),
  };
}

function textOr(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The folder above a relative path; '' above a name at the root. */
function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
