// Which package manager has to run where, so that changed manifests become true.

import path from 'node:path';
import { LOCKS } from 'package-manager-detector/constants';
import { fieldIn, textsIn } from './analyse/modules/json.ts';
import { type Host, largestRead } from './host.ts';
import { ignoring } from './ignore-rules.ts';
import { manifestJson } from './manifest-file.ts';
import type { NextStep, PlannedInstall } from './plan.ts';
import { packageManagerAt, readManifest, type PackageManager } from './project.ts';
import { readYaml } from './yaml-file.ts';

/**
 * One installation per project that holds a changed package: the workspace that counts it as a member, else its own
 * folder. Install scripts are code of the consumer's dependencies and stay off: ours has none.
 */
export function planInstalls(root: string, folders: readonly string[], host: Host): readonly PlannedInstall[] {
  const homes = [...new Set(folders.map((folder) => homeOf(root, folder, host)))].sort();
  return homes.map((cwd) => ({ argv: installArgv(root, cwd, host), cwd }));
}

/** An installation as a next step. */
export function stepOf({ argv, cwd }: PlannedInstall): NextStep {
  return { text: 'Install:', command: argv, in: cwd };
}

/** The folder whose lockfile answers for a package. */
export function homeOf(root: string, folder: string, host: Host): string {
  for (let at = folder; at !== '';) {
    if (hasLockfile(`${root}/${at}`, host)) return at;
    at = parentOf(at);
    const member = at === '' ? folder : folder.slice(at.length + 1);
    if (counts(at === '' ? root : `${root}/${at}`, member, host)) return at;
  }
  return folder;
}

/** The nearest folder above the root that counts it as a member of its workspace; null where it stands alone. */
export function workspaceAbove(root: string, host: Host): string | null {
  if (hasLockfile(root, host)) return null;
  for (let at = path.dirname(root); ; at = path.dirname(at)) {
    const member = path.relative(at, root).split(path.sep).join('/');
    if (member !== '' && counts(at, member, host)) return at;
    if (at === path.dirname(at)) return null;
  }
}

function hasLockfile(folder: string, host: Host): boolean {
  return Object.keys(LOCKS).some((name) => host.lstat(`${folder}/${name}`) !== null);
}

function counts(workspace: string, member: string, host: Host): boolean {
  return ignoring(workspaceGlobs(workspace, host)).ignores(`${member}/`);
}

/** The members a folder declares, as npm, yarn, bun (package.json) and pnpm write them. */
function workspaceGlobs(folder: string, host: Host): readonly string[] {
  const declared = [fromYaml(folder, host), fromJson(folder, host)].find((globs) => globs.length > 0) ?? [];
  // As gitignore rules they would match at any depth without the leading slash.
  return declared.map((glob) => glob.replace(/^(!?)(?:\.?\/)?/, '$1/').replace(/\/$/, ''));
}

function fromYaml(folder: string, host: Host): readonly string[] {
  return textsIn(fieldIn(readYaml(host, `${folder}/pnpm-workspace.yaml`), 'packages')) ?? [];
}

function fromJson(folder: string, host: Host): readonly string[] {
  const workspaces = fieldIn(manifestJson(host, folder, `${folder}/package.json`), 'workspaces');
  return textsIn(fieldIn(workspaces, 'packages') ?? workspaces) ?? [];
}

/** The package manager for a folder: what is said from it up to the root, else at the top of the workspace that the root is a member of. */
export function managerOf(root: string, folder: string, host: Host): PackageManager {
  const own = packageManagerAt(host, root, folder);
  const top = own === null ? workspaceAbove(root, host) : null;
  return own ?? (top === null ? null : packageManagerAt(host, top, '')) ?? 'npm';
}

function installArgv(root: string, cwd: string, host: Host): readonly string[] {
  const manager = managerOf(root, cwd, host);
  const argv: Readonly<Record<PackageManager, readonly string[]>> = {
    npm: ['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund'],
    // On CI machines the lockfile is frozen unless one says otherwise.
    pnpm: ['pnpm', 'install', '--ignore-scripts', '--no-frozen-lockfile'],
    yarn: isClassicYarn(root, cwd, host)
      ? ['yarn', 'install', '--ignore-scripts', '--non-interactive']
      : ['yarn', 'install', '--mode=skip-build', '--no-immutable'],
    bun: ['bun', 'install', '--ignore-scripts'],
  };
  return argv[manager];
}

/** Yarn 1 has no .yarnrc.yml, and says so in its lockfile; the `packageManager` field outranks both. The nearest counts. */
function isClassicYarn(root: string, cwd: string, host: Host): boolean {
  // Of a member the top decides.
  if (packageManagerAt(host, root, cwd) === null) {
    const top = workspaceAbove(root, host);
    if (top !== null) return isClassicYarn(top, '', host);
  }
  for (let at = cwd; ; at = parentOf(at)) {
    const folder = at === '' ? root : `${root}/${at}`;
    const manifest = readManifest(host, root, `${folder}/package.json`);
    const declared = manifest === null || typeof manifest === 'string' ? null : manifest.packageManager;
    const major = /^yarn@(\d+)/.exec(declared ?? '')?.[1];
    if (major !== undefined) return major === '1';
    if (host.lstat(`${folder}/.yarnrc.yml`) !== null) return false;
    const lock = `${folder}/yarn.lock`;
    const { kind, size = 0 } = host.lstat(lock) ?? {};
    // One that is too large to be read is the old kind's: it has no other sign.
    if (kind === 'file') return size > largestRead || host.read(lock).includes('# yarn lockfile v1');
    if (at === '') return false;
  }
}

function parentOf(folder: string): string {
  return folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
}
