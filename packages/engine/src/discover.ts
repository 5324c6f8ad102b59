// Which files there are: what git lists, else a walk that heeds .gitignore and follows no link.

import type { Ignore } from 'ignore';
import { byFolder } from './by-folder.ts';
import { ResessionError } from './error.ts';
import { firstQuestions, git } from './git.ts';
import { codeOf, type FileStat, type Host } from './host.ts';
import { ignoring } from './ignore-rules.ts';
import { late } from './late.ts';
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
  // Most are, and three patterns on every path are felt.
  if (path.endsWith('.ts')) return !path.endsWith('.d.ts');
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
  const choice = choosing(root, globs);
  if (!root.git) return choice.of(walk(root, '', host, closed), [], closed);
  const paths = [...(await listedByGit(root, host)), ...(await ignoredByGit(root, host, closed))];
  return choice.of(paths, await repositoriesIn(root, paths, host), closed);
}

interface Choosing {
  of(paths: readonly string[], repositories: readonly string[], closed: readonly Closed[]): Listing;
}

/** What there is of which kind, and what of it the run was asked for, `--ignore` taken off. */
function choosing(root: Root, globs: readonly string[]): Choosing {
  const named = root.selected.filter(({ kind, path }) => kind === 'file' && source.test(path)).map(({ path }) => path);
  const isNamed = new Set(named);
  const prefixes = root.selected.flatMap(({ kind, path }) => (kind === 'directory' ? [path] : []));
  const isOurs = ours(prefixes);
  const isExcluded = exclusion(globs);
  const isAsked = (path: string): boolean => prefixes.some((prefix) => below(prefix, path));
  const asksForAll = prefixes.includes('') && globs.length === 0;
  return {
    of: (paths, repositories, closed) => {
      const all = inOrder(paths);
      const sources = all.filter((path) => isSource(path) && isOurs(path));
      const whole = named.length === 0 ? sources : inOrder([...sources, ...named]);
      return {
        paths: all,
        sources: whole,
        selected: asksForAll
          ? whole
          : whole.filter((path) => (isNamed.has(path) || isAsked(path)) && !isExcluded(path)),
        manifests: all.filter((path) => (path === manifest || path.endsWith(`/${manifest}`)) && isOurs(path)),
        repositories: repositories.filter((path) => isAsked(path) && !isExcluded(`${path}/`)).sort(),
        closed: closed.filter(({ path }) => isAsked(`${path}/`)),
      };
    },
  };
}

/** Sorted, each once. What git lists nearly always is that already. */
function inOrder(paths: readonly string[]): readonly string[] {
  const isInOrder = paths.every((path, index) => index === 0 || (paths[index - 1] ?? '') < path);
  return isInOrder ? paths : [...new Set(paths)].sort();
}

const manifest = 'package.json';

/** What `--ignore` takes off. */
function exclusion(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const ignored = late
    .ignore()()
    .add([...globs]);
  return (path) => ignored.ignores(path);
}

/** Whether no folder on the way belongs to somebody else; what is above a named folder does not count. */
function ours(prefixes: readonly string[]): (path: string) => boolean {
  const free = (folder: string): boolean => !folder.split('/').some((name) => notOurs.has(name));
  const folderIs = (folder: string): boolean =>
    free(folder) ||
    prefixes.some((prefix) => prefix !== '' && below(prefix, `${folder}/`) && free(folder.slice(prefix.length + 1)));
  return byFolder(folderIs);
}

function below(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

async function listedByGit(root: Root, host: Host): Promise<readonly string[]> {
  const listed = await git(host, root.path, firstQuestions.files);
  if (listed?.code !== 0) {
    const why = listed?.stderr.trim() ?? 'it is not installed';
    throw new ResessionError(`git cannot list the files: ${why}`, root.path, 'Mend what git status says there.');
  }
  const within = byFolder(foldersWithoutLinks(root, host));
  return listed.stdout.split('\0').filter((path) => path !== '' && within(path));
}

/** What lies in folders that were named although git ignores them. */
async function ignoredByGit(root: Root, host: Host, closed: Closed[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { path, kind } of root.selected) {
    if (kind === 'file' || path === '') continue;
    const ignored = await git(host, root.path, ['check-ignore', '--quiet', '--', path]);
    if (ignored?.code === 0) found.push(...walk(root, path, host, closed));
  }
  return found;
}

/** Whether no folder on the way is a link: git goes on listing what lay in a folder before a link took its place. */
function foldersWithoutLinks(root: Root, host: Host): (folder: string) => boolean {
  const known = new Map([['', true]]);
  const within = (folder: string): boolean => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const now = within(folderOf(folder)) && kindOf(`${root.path}/${folder}`, host) !== 'symlink';
    known.set(folder, now);
    return now;
  };
  return within;
}

const tooLong = 'ENAMETOOLONG';

/** What lies there; said where the path has more characters than the system takes. */
function kindOf(path: string, host: Host): FileStat['kind'] | typeof tooLong | undefined {
  try {
    return host.lstat(path)?.kind;
  } catch (error) {
    if (codeOf(error) === tooLong) return tooLong;
    throw error;
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** An untracked one is listed with a slash at its end, a submodule as if it were a file. */
async function repositoriesIn(root: Root, paths: readonly string[], host: Host): Promise<readonly string[]> {
  const untracked = paths.filter((path) => path.endsWith('/')).map((path) => path.slice(0, -1));
  const hasModules = paths.includes('.gitmodules');
  if (untracked.length === 0 && !hasModules) return [];
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
      const code = codeOf(error) ?? String(error);
      // Gone since its parent was listed.
      if (code !== 'ENOENT' && code !== 'ENOTDIR') closed.push({ path: folder, why: code });
      return;
    }
    const rules = names.includes('.gitignore') ? [...above, ...rulesOf(folder, host, absolute)] : above;
    for (const name of names) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const kind = kindOf(`${absolute}/${name}`, host);
      if (kind === tooLong) closed.push({ path, why: kind });
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

/** Every rule is tried on every path; git reads no more than 100 MiB. */
const largestRules = 256 * 1024;

function rulesOf(folder: string, host: Host, absolute: string): readonly Rules[] {
  try {
    // Git follows no link there either; a pipe would hold the run for ever.
    if (host.lstat(`${absolute}/.gitignore`)?.kind !== 'file') return [];
    const text = host.read(`${absolute}/.gitignore`, largestRules).toString('utf8');
    return [{ folder, ignore: ignoring(text.split(/\r?\n/)) }];
  } catch {
    // A .gitignore that is a folder, closed to us or of no size to heed ignores nothing; git holds it the same way.
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
