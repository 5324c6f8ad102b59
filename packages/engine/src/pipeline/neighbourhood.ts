// Which files may load a file, told without working out what every file of the tree loads: whoever loads from another package
// writes the package's name, the name of its folder, or an alias that a configuration or a manifest makes of one of them.

import type { Index } from '../analyse/analyse.ts';
import { writtenFor } from '../analyse/modules/aliases.ts';
import { readJson } from '../analyse/modules/json.ts';
import { once } from '../analyse/modules/memo.ts';
import { kindAt, realPlace } from '../analyse/modules/on-disk.ts';
import { resolutionIn } from '../analyse/modules/resolve.ts';
import type { Listing } from '../discover.ts';
import type { Host } from '../host.ts';
import type { Glance } from '../glance.ts';
import { asNeedles } from '../needles.ts';
import { prefilter } from '../prefilter.ts';
import { manifestIn } from '../manifest-file.ts';
import { packageOf, packagesOf, type Project } from '../project.ts';

/** The sources, sorted, among which all are that may load the file. */
export type MayLoad = (path: string) => readonly string[];

interface Tree {
  readonly root: string;
  readonly listing: Listing;
  readonly project: Project;
  readonly resolution: Index['resolution'];
}

/** Of so many packages at most it is looked for ahead who loads from them: the names of many are seen everywhere. */
const mostForeseen = 20;

/**
 * What those write that load from the packages of some manifests, by the folders of the packages, so that it can be looked for
 * in a pass over the bytes that is made anyway. None where nothing would be spared by it.
 */
export function foresee(
  manifests: readonly string[],
  tree: Omit<Tree, 'resolution'>,
  host: Host,
): ReadonlyMap<string, readonly string[]> {
  const homes = [...homesOf(manifests, tree.project)].map((home) => home ?? '');
  if (homes.includes('') || homes.length > mostForeseen) return new Map();
  const { root, project, listing } = tree;
  const ground = { ...tree, resolution: resolutionIn({ host, root, project, paths: listing.paths }) };
  const said = saidIn(ground, host);
  const names = new Map(homes.map((home) => [home, namesOf(home, ground, said)]));
  // A quick look is blind for what is shorter.
  return [...names.values()].flat().some((name) => Buffer.byteLength(name) < 3) ? new Map() : names;
}

/** What the first look has found along the way. */
export type Glanced = Pick<Glance, 'filtered' | 'foreseen'>;

/**
 * Draws a line around the packages of some files, of all that may load from those, and so on. A file beyond it may be loaded
 * by any; and where most of the tree is inside, it is all of it.
 */
export function neighbourhood(around: Iterable<string>, tree: Tree, host: Host, glanced?: Glanced): MayLoad {
  const { listing, project, root } = tree;
  const said = saidIn(tree, host);
  const homeOf = packagesOf(project);
  const everywhere: MayLoad = () => listing.sources;
  const homes = new Set<string>();
  /** Those of the files outside that may load from the packages that are new inside; null where any may. */
  const loadersAmong = (files: readonly string[], fresh: ReadonlySet<string | null>): readonly string[] | null => {
    const known = glanced === undefined ? null : knownOf(files, fresh, glanced);
    if (known !== null) {
      const isWhole = glanced?.filtered.scanned === listing.selected.length;
      return isWhole ? known : [...known, ...files.filter((path) => leadsInto(homes, path, root, host))];
    }
    const names = [...fresh].flatMap((home) => namesOf(home ?? '', tree, said));
    if (names.some((name) => name.length < 2)) return null;
    const { telling, unread, scanned } = prefilter(root, files, [], host, undefined, [asNeedles(names)]);
    // Links are not searched: they are what they lead to.
    const links = scanned === files.length ? [] : files.filter((path) => leadsInto(homes, path, root, host));
    return [...telling.flat(), ...unread.map(({ path }) => path), ...links];
  };
  let fresh = homesOf(around, project);
  let outside = listing.sources;
  while (fresh.size > 0) {
    for (const home of fresh) if (home !== null) homes.add(home);
    // Without a package below the root there is no name that a loader would have to write.
    if (fresh.has(null) || homes.has('')) return everywhere;
    outside = outside.filter((path) => !homes.has(homeOf(path) ?? ''));
    if (outside.length * 2 < listing.sources.length) return everywhere;
    const found = loadersAmong(outside, fresh);
    if (found === null) return everywhere;
    fresh = homesOf(found, project);
  }
  const inside = listing.sources.filter((path) => homes.has(homeOf(path) ?? ''));
  return (path) => (homes.has(homeOf(path) ?? '') ? inside : listing.sources);
}

/** What the first look tells of it; null where it has not looked for all of it. */
function knownOf(
  files: readonly string[],
  fresh: ReadonlySet<string | null>,
  { filtered, foreseen }: Glanced,
): readonly string[] | null {
  const known = [...fresh].map((home) => foreseen.get(home ?? ''));
  if (known.includes(undefined)) return null;
  const unread = filtered.unread.filter(({ obstacle }) => obstacle === 'unreadable').map(({ path }) => path);
  const found = new Set([...known.flatMap((one) => one?.holding ?? []), ...unread]);
  return files.filter((path) => found.has(path));
}

/** The packages of files, and those that lie in their folders: from there a package is loaded without its name. */
function homesOf(paths: Iterable<string>, project: Project): ReadonlySet<string | null> {
  const homes = new Set([...paths].map((path) => packageOf(project, path)));
  const below = [...project.packages.keys()].filter((folder) =>
    [...homes].some((home) => home !== null && home !== '' && folder.startsWith(`${home}/`)),
  );
  return new Set([...homes, ...below]);
}

function leadsInto(homes: ReadonlySet<string>, path: string, root: string, host: Host): boolean {
  const place = kindAt(host, root, path) === 'symlink' ? realPlace(host, root, path) : undefined;
  return place !== undefined && [...homes].some((home) => lies(place, home));
}

/** What is said of other names for packages, read at the first question. */
interface Said {
  /** `imports` of the manifests: each name with all that it may lead to, as JSON. */
  imports(): readonly (readonly [name: string, targets: string])[];
  /** Folders that are links: the name of each, and where it leads. */
  links(): readonly (readonly [name: string, place: string])[];
}

function saidIn({ root, listing, project }: Tree, host: Host): Said {
  return {
    imports: once(() =>
      importing([...project.packages.keys()], root, host).flatMap((folder) => {
        const json = readJson(host, root, manifestIn(folder));
        const imports = json === undefined || json === 'broken' ? undefined : json['imports'];
        return Object.entries(Object(imports) as object).map(
          ([name, targets]) => [name, JSON.stringify(targets)] as const,
        );
      }),
    ),
    links: once(() =>
      listing.paths.flatMap((path) => {
        const name = path.slice(path.lastIndexOf('/') + 1);
        // To look at every file would take longer than to search the tree.
        if (name.includes('.') || kindAt(host, root, path) !== 'symlink') return [];
        const place = realPlace(host, root, path);
        return place === undefined ? [] : [[name, place] as const];
      }),
    ),
  };
}

/** The folders whose manifests may say something of `imports`: few do, and to parse all takes longer than to search them. */
function importing(folders: readonly string[], root: string, host: Host): readonly string[] {
  const { telling, scanned } = prefilter(root, folders.map(manifestIn), [], host, undefined, [[['imports'], ['\\u']]]);
  const holding = new Set(telling.flat());
  // Links are not searched.
  return scanned < folders.length ? folders : folders.filter((folder) => holding.has(manifestIn(folder)));
}

/** What stands in a file outside that loads from the package in a folder: one of these, as it is written. */
function namesOf(home: string, tree: Tree, said: Said): readonly string[] {
  const name = tree.project.packages.get(home)?.name ?? null;
  const folder = home.slice(home.lastIndexOf('/') + 1);
  const own = [`/${folder}`, `${folder}/`, ...(name === null ? [] : [name])];
  const means = (target: string): boolean => own.some((text) => target.includes(text)) || target.endsWith(folder);
  const known = [...own, ...renamed(means, tree.project)];
  const internal = said
    .imports()
    .flatMap(([key, targets]) => (known.some((text) => targets.includes(text)) ? [upToStar(key)] : []));
  const linked = said.links().flatMap(([link, place]) => (lies(place, home) || lies(home, place) ? [link] : []));
  return [...known, ...internal, ...linked, ...aliases(home, means, tree)];
}

/** Dependencies that are declared under another name: `"core": "workspace:@acme/core@*"`. */
function renamed(means: (target: string) => boolean, { packages }: Project): readonly string[] {
  return [...packages.values()].flatMap(({ manifest }) =>
    [...manifest.ranges].flatMap(([name, range]) => (means(range) ? [name] : [])),
  );
}

/** What `paths` and `baseUrl` of the tsconfigs make of it; those of the package itself speak for its own files. */
function aliases(home: string, means: (target: string) => boolean, { project, resolution }: Tree): readonly string[] {
  return resolution
    .everyConfig()
    .filter(({ path }) => packageOf(project, path) !== home)
    .flatMap((config) => [
      ...writtenFor(config, home),
      ...[...(config.aliases?.patterns ?? [])].flatMap(([alias, to]) => (to.some(means) ? [upToStar(alias)] : [])),
    ]);
}

function upToStar(pattern: string): string {
  return pattern.split('*')[0] ?? '';
}

function lies(place: string, folder: string): boolean {
  return `${place}/`.startsWith(`${folder}/`);
}
