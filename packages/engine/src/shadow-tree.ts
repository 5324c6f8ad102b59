// A copy of the consumer's tree for its own programs: files are copied, installed packages are linked. Packages of the
// workspace lead into the copy, so that a change is seen across packages.

import path from 'node:path';
import type { Host, Scratch } from './host.ts';
import { liesIn, realOrNull } from './installed.ts';

/** A tree that is too large to be copied. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

export interface ShadowInput {
  /** Absolute, real. */
  readonly root: string;
  /** Folders (relative to the root) of the packages that get the patched transport, and its files by their path in it. */
  readonly importers: readonly string[];
  readonly transport: ReadonlyMap<string, Buffer>;
  /** What is copied. */
  readonly wanted: (name: string) => boolean;
}

/** At most so much is copied. */
export const bounds = { files: 60_000, bytes: 2 ** 30 };

/** The folder of the tree in the scratch folder. */
export const treeName = 'tree';

const transportFolder = '@resession/transport';

/** Lays the tree. Throws `TooLarge` beyond the bounds. */
export async function layShadow(input: ShadowInput, folder: string, scratch: Scratch, host: Host): Promise<void> {
  const { root, importers, transport } = input;
  const ground: Ground = { ...input, shadow: path.join(folder, treeName), scratch, host, files: 0, bytes: 0 };
  await layFolder(ground, '');
  for (const importer of importers) {
    for (const [name, bytes] of transport) {
      scratch.put(path.join(treeName, importer, 'node_modules', transportFolder, name), bytes);
    }
  }
  // What is installed above the root is seen from inside it, too.
  for (let at = path.dirname(root); at !== path.dirname(at); at = path.dirname(at)) {
    const above = realOrNull(path.join(at, 'node_modules'), host);
    if (above === null) continue;
    scratch.link(above, 'node_modules');
    return;
  }
}

interface Ground extends ShadowInput {
  readonly shadow: string;
  readonly scratch: Scratch;
  readonly host: Host;
  files: number;
  bytes: number;
}

async function layFolder(ground: Ground, folder: string): Promise<void> {
  const { root, host, scratch, wanted } = ground;
  // One turn of the event loop, so that an interrupt is heard.
  await new Promise((resolve) => setImmediate(resolve));
  for (const name of listed(path.join(root, folder), host)) {
    if (name === '.git') continue;
    const inside = path.join(folder, name);
    const stat = host.lstat(path.join(root, inside));
    if (stat?.kind === 'symlink') linkWithin(ground, inside);
    else if (stat?.kind === 'directory') {
      if (name === 'node_modules') layModules(ground, inside);
      else await layFolder(ground, inside);
    } else if (stat?.kind === 'file' && wanted(name)) {
      ground.files += 1;
      ground.bytes += stat.size;
      if (ground.files > bounds.files || ground.bytes > bounds.bytes) throw new TooLarge();
      scratch.copy(path.join(root, inside), path.join(treeName, inside));
    }
  }
}

/** A folder of installed packages: each is linked, scopes are folders of links. */
function layModules(ground: Ground, folder: string): void {
  const { root, host, importers } = ground;
  const patched = importers.some((importer) => path.join(importer, 'node_modules') === folder);
  const packages = listed(path.join(root, folder), host).flatMap((name) =>
    name.startsWith('@')
      ? listed(path.join(root, folder, name), host).map((inner) => path.join(name, inner))
      : name.startsWith('.')
        ? []
        : [name],
  );
  link(ground, path.join(root, folder, '.bin'), path.join(folder, '.bin'));
  for (const name of packages) {
    if (patched && name === path.join(...transportFolder.split('/'))) continue;
    link(ground, path.join(root, folder, name), path.join(folder, name));
  }
}

/** A link of the repository itself: one that leads out of it is left away, as nobody may look through it. */
function linkWithin(ground: Ground, inside: string): void {
  const { root, host } = ground;
  const target = realOrNull(path.join(root, inside), host);
  if (target !== null && liesIn(root, target)) link(ground, path.join(root, inside), inside);
}

/** Leads where the original leads; into the copy where that is a part of the tree itself. */
function link({ root, shadow, scratch, host }: Ground, original: string, inside: string): void {
  const target = realOrNull(original, host);
  if (target === null) return;
  const own = path.relative(root, target);
  const copied = liesIn(root, target) && !own.split(path.sep).includes('node_modules');
  scratch.link(copied ? path.join(shadow, own) : target, path.join(treeName, inside));
}

function listed(folder: string, host: Host): readonly string[] {
  try {
    return host.readdir(folder);
  } catch {
    // A folder that cannot be listed holds nothing that the compiler could read.
    return [];
  }
}
