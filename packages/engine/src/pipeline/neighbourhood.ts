// Which files may load a file, told without working out what every file of the tree loads: whoever loads from another package
// writes the package's name, the name of its folder, or an alias that a configuration or a manifest makes of one of them.

import { readJson } from '../analyse/modules/json.ts';
import type { Listing } from '../discover.ts';
import type { Host } from '../host.ts';
import { prefilter } from '../prefilter.ts';
import { packageOf, type Project } from '../project.ts';

/** The sources, sorted, among which all are that may load the file. */
export type MayLoad = (path: string) => readonly string[];

interface Tree {
  readonly root: string;
  readonly listing: Listing;
  readonly project: Project;
}

/**
 * Draws a line around the packages of some files, of all that may load from those, and so on. A file beyond it may be loaded
 * by any; and where most of the tree is inside, it is all of it.
 */
export function neighbourhood(around: Iterable<string>, tree: Tree, host: Host): MayLoad {
  const { listing, project, root } = tree;
  const everywhere: MayLoad = () => listing.sources;
  const homes = new Set<string>();
  let fresh = homesOf(around, project);
  let outside = listing.sources;
  while (fresh.size > 0) {
    for (const home of fresh) if (home !== null) homes.add(home);
    // Without a package below the root there is no name that a loader would have to write.
    if (fresh.has(null) || homes.has('')) return everywhere;
    outside = outside.filter((path) => !homes.has(packageOf(project, path) ?? ''));
    if (outside.length * 2 < listing.sources.length) return everywhere;
    const names = [...fresh].flatMap((home) => namesOf(home ?? '', tree, host));
    if (names.some((name) => name.length < 2)) return everywhere;
    const { telling, unread } = prefilter(
      root,
      outside,
      [],
      host,
      undefined,
      names.map((name) => [name]),
    );
    fresh = homesOf([...telling, ...unread.map(({ path }) => path)], project);
  }
  const inside = listing.sources.filter((path) => homes.has(packageOf(project, path) ?? ''));
  return (path) => (homes.has(packageOf(project, path) ?? '') ? inside : listing.sources);
}

/** The packages of files, and those that lie in their folders: from there a package is loaded without its name. */
function homesOf(paths: Iterable<string>, project: Project): ReadonlySet<string | null> {
  const homes = new Set([...paths].map((path) => packageOf(project, path)));
  const below = [...project.packages.keys()].filter((folder) =>
    [...homes].some((home) => home !== null && home !== '' && folder.startsWith(`${home}/`)),
  );
  return new Set([...homes, ...below]);
}

/** What stands in a file outside that loads from the package in a folder: one of these, as it is written. */
function namesOf(home: string, tree: Tree, host: Host): readonly string[] {
  const name = tree.project.packages.get(home)?.name ?? null;
  const folder = home.slice(home.lastIndexOf('/') + 1);
  const own = [`/${folder}`, `${folder}/`, ...(name === null ? [] : [name])];
  const means = (target: string): boolean => own.some((text) => target.includes(text)) || target.endsWith(folder);
  return [...own, ...renamed(means, tree.project), ...aliases(means, tree, host)];
}

/** Dependencies that are declared under another name: `"core": "workspace:@acme/core@*"`. */
function renamed(means: (target: string) => boolean, { packages }: Project): readonly string[] {
  return [...packages.values()].flatMap(({ manifest }) =>
    [...manifest.ranges].flatMap(([name, range]) => (means(range) ? [name] : [])),
  );
}

/** What `paths` of a tsconfig makes of it, up to the star. */
function aliases(means: (target: string) => boolean, { root, listing }: Tree, host: Host): readonly string[] {
  return listing.paths
    .filter((path) => /(^|\/)[jt]sconfig[^/]*\.json$/.test(path))
    .flatMap((path) => {
      const json = readJson(host, root, path);
      const options = json === undefined || json === 'broken' ? undefined : json['compilerOptions'];
      const paths = typeof options === 'object' && options !== null && 'paths' in options ? options.paths : undefined;
      return Object.entries(typeof paths === 'object' && paths !== null ? paths : {}).flatMap(([alias, targets]) =>
        Array.isArray(targets) && targets.some((target) => typeof target === 'string' && means(target))
          ? [alias.split('*')[0] ?? '']
          : [],
      );
    });
}
