// Which tsconfig speaks for a file: the nearest one that takes it in, be it tsconfig.json, one that this one references,
// jsconfig.json or a sibling like tsconfig.app.json. A file that none takes in is spoken for by the nearest ones.

import { covers } from './glob.ts';
import { memo, once } from './memo.ts';
import { folderOf, upwards, within } from './places.ts';
import type { Config } from './tsconfig.ts';

type Read = (path: string) => Config | 'broken' | undefined;

export interface Covering {
  /** The one that takes the file in, else the nearest ones; `broken` where that cannot be known. */
  of(file: string): readonly Config[] | 'broken';
  /** Those that lie in a folder and can be read. */
  inFolder(folder: string): readonly Config[];
  /** All that can be read. */
  all(): readonly Config[];
}

/** Looks among the configurations of the tree (paths relative to the root). */
export function coveringIn(paths: readonly string[], read: Read): Covering {
  const byFolder = new Map<string, string[]>();
  for (const path of paths) {
    // Of most files the end tells; the pattern is tried at every place of a path.
    if (!path.endsWith('.json') || !/(^|\/)(ts|js)config(\.[^/]*)?\.json$/.test(path)) continue;
    const folder = folderOf(path);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), path].sort(byRank));
  }
  return {
    of: memo((file) => look(file, byFolder, read)),
    inFolder: memo((folder) => withReferences((byFolder.get(folder) ?? []).map(read), read).filter(isIn(folder))),
    all: once(() => withReferences([...byFolder.values()].flat().map(read), read)),
  };
}

function isIn(folder: string): (config: Config) => boolean {
  return ({ path }) => folderOf(path) === folder;
}

function look(
  file: string,
  byFolder: ReadonlyMap<string, readonly string[]>,
  read: Read,
): readonly Config[] | 'broken' {
  let nearest: readonly Config[] = [];
  for (const folder of upwards(folderOf(file))) {
    const found = (byFolder.get(folder) ?? []).map(read);
    // The one that editors and compilers take; what the others say then means nothing.
    if (found[0] === 'broken') return 'broken';
    const configs = withReferences(found, read);
    const covering = configs.find((config) => takesIn(config, file));
    if (covering !== undefined) return [covering];
    if (nearest.length === 0) nearest = configs.filter(isIn(folder));
  }
  return nearest;
}

/** tsconfig.json, jsconfig.json, then the siblings by name. */
function byRank(a: string, b: string): number {
  const rank = (path: string): number =>
    ['tsconfig.json', 'jsconfig.json'].indexOf(path.slice(folderOf(path).length).replace('/', ''));
  const [ours, theirs] = [rank(a), rank(b)].map((at) => (at === -1 ? 2 : at));
  return (ours ?? 0) - (theirs ?? 0) || (a < b ? -1 : 1);
}

/** Each configuration followed by those it references, each once. */
function withReferences(found: readonly (Config | 'broken' | undefined)[], read: Read): readonly Config[] {
  const reached = new Map<string, Config>();
  const visit = (config: Config | 'broken' | undefined): void => {
    if (config === undefined || config === 'broken' || reached.has(config.path)) return;
    reached.set(config.path, config);
    for (const path of config.references) visit(read(path));
  };
  for (const config of found) visit(config);
  return [...reached.values()];
}

const neverIn = ['node_modules', 'bower_components', 'jspm_packages'];

/** Whether a configuration takes a file in. Whether it lets JavaScript in does not matter: its names hold there as well. */
export function takesIn(config: Config, file: string): boolean {
  const folder = folderOf(config.path);
  if (config.files?.includes(file) === true) return true;
  const include = config.include ?? (config.files === undefined ? [within(folder, '**/*')] : []);
  const exclude = config.exclude ?? [...neverIn.map((name) => within(folder, name)), ...config.outDirs];
  return (
    include.some((pattern) => covers(pattern, file, 'include')) &&
    !exclude.some((pattern) => covers(pattern, file, 'exclude'))
  );
}
