// Where a run is at home, and which part of it was asked for.

import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { ResessionError } from './error.ts';
import { firstQuestions, git } from './git.ts';
import type { Host } from './host.ts';
import { largestManifest } from './manifest-file.ts';
import type { PlanOptions } from './options.ts';

/** A path of the command line, relative to the root; '' is the root itself. */
export interface Selection {
  readonly path: string;
  readonly kind: 'file' | 'directory';
}

export interface Root {
  /** Absolute, links resolved, forward slashes. */
  readonly path: string;
  /** Whether git can list its files. */
  readonly git: boolean;
  readonly selected: readonly Selection[];
}

interface Given {
  readonly kind: 'file' | 'directory';
  /** Links resolved. */
  readonly path: string;
  /** As the user wrote it, for messages. */
  readonly written: string;
}

/**
 * `--cwd` if given, else the git top level of the given paths, else their workspace root, else their folder.
 * Throws `ResessionError` for a path that is not there or outside, and for paths that have no root in common.
 */
export async function findRoot(
  options: Pick<PlanOptions, 'paths' | 'cwd' | 'rootOverride'>,
  host: Host,
): Promise<Root> {
  const override = options.rootOverride === undefined ? null : given(options.rootOverride, options.cwd, host);
  if (override?.kind === 'file') {
    throw new ResessionError('The root is not a folder', override.written, 'Give a folder.');
  }
  const home = override?.path ?? options.cwd;
  const paths = (options.paths.length > 0 ? options.paths : [home]).map((path) => given(path, options.cwd, host));
  const found = override === null ? await commonRoot(paths, host) : { path: home, git: await listable(home, host) };
  const root = forward(found.path);
  return { path: root, git: found.git, selected: paths.map((path) => within(found.path, path)) };
}

function given(written: string, cwd: string, host: Host): Given {
  // An unset variable in a script would else mean all of the folder.
  if (written === '') throw new ResessionError('An empty path', "''", 'Name a file or folder; a dot is this folder.');
  const absolute = resolve(cwd, written);
  let real: string;
  try {
    real = host.realpath(absolute);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ResessionError('No such file or folder', written, 'Check the path.', { cause: why });
  }
  const kind = host.lstat(real)?.kind;
  if (kind === 'file' || kind === 'directory') return { kind, path: real, written };
  throw new ResessionError('Neither a file nor a folder', written, 'Give a file or a folder.');
}

function within(root: string, { path, kind, written }: Given): Selection {
  const inside = relative(root, path);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw new ResessionError(
      `The path lies outside the root ${forward(root)}`,
      written,
      'Give paths below the root, or another --cwd.',
    );
  }
  return { path: forward(inside), kind };
}

async function commonRoot(paths: readonly Given[], host: Host): Promise<{ path: string; git: boolean }> {
  const roots = new Map<string, { git: boolean; written: string }>();
  for (const { path, kind, written } of paths) {
    const folder = kind === 'file' ? dirname(path) : path;
    const top = await topLevel(folder, host);
    const root = top ?? workspaceRoot(folder, host);
    if (!roots.has(root)) roots.set(root, { git: top !== null, written });
  }
  const [first, second] = roots;
  if (first === undefined) throw new Error('findRoot was given no path');
  if (second === undefined) return { path: first[0], git: first[1].git };
  throw new ResessionError(
    `The paths belong to different roots: ${forward(first[0])} and ${forward(second[0])}`,
    `${first[1].written}, ${second[1].written}`,
    'Run once for each, or say where the common root is with --cwd.',
  );
}

/** The top of the work tree that holds the folder; null outside git, in a bare repository and where git is missing. */
async function topLevel(folder: string, host: Host): Promise<string | null> {
  const asked = await git(host, folder, firstQuestions.top);
  if (asked === null) return null;
  if (asked.code === 0) return host.realpath(asked.stdout.replace(/\r?\n$/, ''));
  if (asked.stderr.includes('dubious ownership')) {
    throw new ResessionError(
      'git refuses this repository, because it belongs to another user',
      forward(folder),
      `Trust it with: git config --global --add safe.directory ${forward(folder)}`,
    );
  }
  return null;
}

/** Below a root that was given, git lists the files unless it ignores that very folder. */
async function listable(root: string, host: Host): Promise<boolean> {
  if ((await topLevel(root, host)) === null) return false;
  const ignored = await git(host, root, ['check-ignore', '--quiet', '.']);
  return ignored?.code !== 0;
}

/** The nearest folder with `workspaces` or a pnpm-workspace.yaml, else with a package.json, else the folder itself. */
function workspaceRoot(folder: string, host: Host): string {
  let single: string | null = null;
  for (let at = folder; ; at = dirname(at)) {
    if (host.lstat(join(at, 'pnpm-workspace.yaml')) !== null) return at;
    const manifest = join(at, 'package.json');
    if (host.lstat(manifest)?.kind === 'file') {
      if (declaresWorkspaces(manifest, host)) return at;
      single ??= at;
    }
    if (dirname(at) === at) return single ?? folder;
  }
}

function declaresWorkspaces(manifest: string, host: Host): boolean {
  try {
    const json: unknown = JSON.parse(
      host
        .read(manifest, largestManifest)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    );
    return typeof json === 'object' && json !== null && 'workspaces' in json;
  } catch {
    // Broken or unreadable: it says nothing of workspaces. Whether it matters is said where it is used.
    return false;
  }
}

function forward(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}
