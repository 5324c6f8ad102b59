// Which files there are: what git lists, else a walk that heeds .gitignore and follows no link.

import ignore, { type Ignore } from 'ignore';
import { ResessionError } from './error.ts';
import { git } from './git.ts';
import { codeOf, type Host } from './host.ts';
import type { Root } from './root.ts';

export interface Listing {
  /** Source files of the whole root, relative, sorted. */
  readonly sources: readonly string[];
  /** Those of them that the run was asked for, `--ignore` taken off. */
  readonly selected: readonly string[];
  /** Every file of the whole root, whatever it is. */
  readonly paths: readonly string[];
  /** The package.json files of the whole root. */
  readonly manifests: readonly string[];
  /** Folders that could not be listed, with the system's error. */
  readonly closed: readonly Closed[];
  /** Submodules and repositories that lie in the work tree, where the run was asked for them: git lists nothing of them. */
  readonly repositories: readonly string[];
}

interface Closed {
  readonly path: string;
  readonly why: string;
}

const source = /\.[cm]?[jt]sx?$/;
const notWritten = /(\.d\.[cm]?ts|\.min\.[cm]?js)$/;
const notOurs = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  'dist',
  'coverage',
  '.git',
  '.yarn',
  '.pnpm-store',
  '.next',
  '.nuxt',
  '.output',
  '.svelte-kit',
  '.turbo',
  '.cache',
  '.resession',
]);

/** Whether a file name is one of a source that people write. */
export function isSource(path: string): boolean {
  return source.test(path) && !/\.[cm]tsx$|\.[cm]jsx$/.test(path) && !notWritten.test(path);
}

/** Why a run over the whole root passes a file by; it is one that nobody excluded with `--ignore`. */
export function whyPassedOver(path: string): string {
  const folder = path
    .split('/')
    .slice(0, -1)
    .find((name) => notOurs.has(name));
  if (folder !== undefined) return `it lies in ${folder}/, which is not written by hand or not yours`;
  if (notWritten.test(path)) return 'by its name it is made by a tool';
  return isSource(path) ? 'git ignores it' : 'by its name it is no TypeScript or JavaScript';
}

/** Lists the tree. A file or folder that was named is looked at even where a general rule would pass over it. */
export async function discover(root: Root, globs: readonly string[], host: Host): Promise<Listing> {
  const closed: Closed[] = [];
  const paths = root.git ? await listedByGit(root, host, closed) : walk(root, '', host, closed);
  const named = root.selected.filter(({ kind, path }) => kind === 'file' && source.test(path)).map(({ path }) => path);
  const prefixes = root.selected.flatMap(({ kind, path }) => (kind === 'directory' ? [path] : []));

  const sources = [...new Set([...paths.filter((path) => isSource(path) && isOurs(path, prefixes)), ...named])].sort();
  const isExcluded = exclusion(globs);
  const inAny = (path: string): boolean => prefixes.some((prefix) => below(prefix, path));
  const isNamed = new Set(named);
  return {
    paths: [...new Set(paths)].sort(),
    sources,
    selected: sources.filter((path) => (isNamed.has(path) || inAny(path)) && !isExcluded(path)),
    manifests: paths.filter((path) => /(^|\/)package\.json$/.test(path) && isOurs(path, prefixes)).sort(),
    repositories: (root.git ? await repositoriesIn(root, paths, host) : [])
      .filter((path) => inAny(path) && !isExcluded(`${path}/`))
      .sort(),
    closed: closed.filter(({ path }) => prefixes.some((prefix) => below(prefix, `${path}/`))),
  };
}

/** What `--ignore` takes off. */
function exclusion(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const ignored = ignore().add([...globs]);
  return (path) => ignored.ignores(path);
}

/** No folder on the way belongs to somebody else; what is above a named folder does not count. */
function isOurs(path: string, prefixes: readonly string[]): boolean {
  const folders = (rest: string): boolean =>
    !rest
      .split('/')
      .slice(0, -1)
      .some((name) => notOurs.has(name));
  return (
    folders(path) ||
    prefixes.some((prefix) => prefix !== '' && below(prefix, path) && folders(path.slice(prefix.length + 1)))
  );
}

function below(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

async function listedByGit(root: Root, host: Host, closed: Closed[]): Promise<readonly string[]> {
  const listed = await git(host, root.path, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  if (listed?.code !== 0) {
    const why = listed?.stderr.trim() ?? 'it is not installed';
    throw new ResessionError(`git cannot list the files: ${why}`, root.path, 'Mend what git status says there.');
  }
  const within = foldersWithoutLinks(root, host);
  const paths = listed.stdout.split('\0').filter((path) => path !== '' && within(folderOf(path)));
  for (const { path, kind } of root.selected) {
    if (kind === 'file' || path === '') continue;
    const ignored = await git(host, root.path, ['check-ignore', '--quiet', '--', path]);
    if (ignored?.code === 0) paths.push(...walk(root, path, host, closed));
  }
  return paths;
}

/** Whether no folder on the way is a link: git goes on listing what lay in a folder before a link took its place. */
function foldersWithoutLinks(root: Root, host: Host): (folder: string) => boolean {
  const known = new Map([['', true]]);
  const within = (folder: string): boolean => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const now = within(folderOf(folder)) && host.lstat(`${root.path}/${folder}`)?.kind !== 'symlink';
    known.set(folder, now);
    return now;
  };
  return within;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** An untracked one is listed with a slash at its end, a submodule as if it were a file. */
async function repositoriesIn(root: Root, paths: readonly string[], host: Host): Promise<readonly string[]> {
  const untracked = paths.filter((path) => path.endsWith('/')).map((path) => path.slice(0, -1));
  const hasModules = paths.includes('.gitmodules');
  const asked = hasModules
    ? await git(host, root.path, ['config', '-z', '--file', '.gitmodules', '--get-regexp', '\\.path$'])
    : null;
  const named = new Set(asked?.stdout.split('\0').map((entry) => entry.slice(entry.indexOf('\n') + 1)));
  const modules = paths.filter((path) => named.has(path));
  // One that was never checked out has nothing to look at.
  return [...new Set([...untracked, ...modules])].filter((path) => host.lstat(`${root.path}/${path}/.git`) !== null);
}

/** The rules of one .gitignore and the folder they hold for. */
interface Rules {
  readonly folder: string;
  readonly ignore: Ignore;
}

function walk(root: Root, from: string, host: Host, closed: Closed[]): readonly string[] {
  const found: string[] = [];
  const prefixes = root.selected.map(({ path }) => path);
  const visit = (folder: string, above: readonly Rules[]): void => {
    const absolute = folder === '' ? root.path : `${root.path}/${folder}`;
    let names: readonly string[];
    try {
      names = [...host.readdir(absolute)].sort();
    } catch (error) {
      closed.push({ path: folder, why: codeOf(error) ?? String(error) });
      return;
    }
    const rules = names.includes('.gitignore') ? [...above, ...rulesOf(folder, host, absolute)] : above;
    for (const name of names) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const kind = host.lstat(`${absolute}/${name}`)?.kind;
      if (kind === 'file' && !isIgnored(path, rules)) found.push(path);
      if (kind !== 'directory') continue;
      // A folder that was named, and the way to it, is entered whatever the rules say.
      const asked = prefixes.some((prefix) => prefix === path || below(path, prefix));
      const ignored = isIgnored(`${path}/`, rules);
      if (asked || (!notOurs.has(name) && !ignored)) visit(path, ignored ? [] : rules);
    }
  };
  visit(from, []);
  return found;
}

function rulesOf(folder: string, host: Host, absolute: string): readonly Rules[] {
  try {
    // Git follows no link there either; a pipe would hold the run for ever.
    if (host.lstat(`${absolute}/.gitignore`)?.kind !== 'file') return [];
    const text = host.read(`${absolute}/.gitignore`).toString('utf8');
    return [{ folder, ignore: ignore().add(text) }];
  } catch {
    // A .gitignore that is a folder or closed to us ignores nothing; git holds it the same way.
    return [];
  }
}

/** The nearest .gitignore that has a say decides, as in git. */
function isIgnored(path: string, rules: readonly Rules[]): boolean {
  for (const { folder, ignore: own } of [...rules].reverse()) {
    const verdict = own.test(folder === '' ? path : path.slice(folder.length + 1));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
