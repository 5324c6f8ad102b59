// What an earlier check of the same tree came to, in `node_modules/.cache/resession`. It lies in a folder that anybody may have
// written: it is believed for a report alone, where it is whole, not in git, and the disk still answers every question of that
// run as it did then.

import { sha256 } from '../digest.ts';
import type { Glance } from '../glance.ts';
import { codeOf, type Host } from '../host.ts';
import type { PlanOptions } from '../options.ts';
import type { Plan } from '../plan.ts';
import { type Asked, type Recording, recording, stillSays } from './recording.ts';

/** An earlier check with the same options, and room for this one. */
export interface Cache {
  /** The plan of the earlier one, where it would come out the same. */
  recall(): Promise<Plan | null>;
  /** The host for this run, which writes down what it is asked. */
  readonly host: Host;
  /** Keeps what this run came to. What cannot be kept is not. */
  keep(plan: Plan): Promise<void>;
}

const folder = 'node_modules/.cache/resession';

/** More is not kept: to read it would take longer than to look anew. */
const mostBytes = 64 * 1024 * 1024;

/**
 * The cache for a run; null where there is no place for one.
 * @param build tells this program from an earlier one of the same version
 */
export function cacheOf(seen: Glance, options: PlanOptions, build: string, host: Host): Cache | null {
  const { root, listing } = seen;
  // Without git nobody can tell what came with the tree.
  if (!root.git || listing.paths.some(isOnTheWay) || !hasRoom(root.path, host)) return null;
  const place = `${root.path}/${folder}/check-${sha256(asText(options, build)).slice(0, 16)}.json`;
  // One file for each way to ask: the next answer to it takes the place of this one.
  const tree = sha256(JSON.stringify([treeAsText(seen, host), options.decisions ?? []]));
  const recorded: Recording = recording(host);
  return {
    host: recorded.host,
    recall: async () => {
      const kept = read(place, host);
      return kept?.tree === tree && (await stillSays(kept.asked, root.path, host)) ? kept.plan : null;
    },
    keep: async (plan) => {
      const asked = recorded.asked();
      if (asked === null) return;
      const text = JSON.stringify({ tree, asked, plan } satisfies Kept);
      if (text.length > mostBytes) return;
      try {
        const there = host.lstat(place);
        if (there !== null && there.kind !== 'file') return;
        makeFolders(root.path, host);
        await host.write(place, Buffer.from(`${sha256(text)}\n${text}`, 'utf8'));
      } catch (error) {
        // A disk that is full or not ours: the next run looks anew.
        if (codeOf(error) === undefined) throw error;
      }
    },
  };
}

interface Kept {
  /** What the first look saw. */
  readonly tree: string;
  readonly asked: readonly Asked[];
  readonly plan: Plan;
}

function read(place: string, host: Host): Kept | null {
  try {
    const stat = host.lstat(place);
    if (stat?.kind !== 'file' || stat.size > mostBytes) return null;
    const text = host.read(place).toString('utf8');
    const end = text.indexOf('\n');
    const rest = text.slice(end + 1);
    // Only what was written whole by this program says its own digest.
    return text.slice(0, end) === sha256(rest) ? (JSON.parse(rest) as Kept) : null;
  } catch {
    return null;
  }
}

/** Everything but where the progress goes to, and what changes as the tree does. */
function asText({ onProgress: _to, signal: _until, decisions: _so, ...options }: PlanOptions, build: string): string {
  return JSON.stringify([build, process.version, options]);
}

/** What the first look read of the tree; a manifest by its bytes. */
function treeAsText(
  { root, listing, project, filtered, speakers, speakersOutside, foreseen }: Glance,
  host: Host,
): string {
  const manifests = listing.manifests.map((path) => {
    try {
      return sha256(host.read(`${root.path}/${path}`));
    } catch (error) {
      return codeOf(error) ?? '';
    }
  });
  const candidates = filtered.candidates.map(({ path, hash }) => [path, hash]);
  const { scanned, unread } = filtered;
  return JSON.stringify([
    root,
    listing,
    project.packageManager,
    manifests,
    candidates,
    scanned,
    unread,
    speakers,
    speakersOutside(),
    [...foreseen],
  ]);
}

/** Whether a path that git lists is in the folder, or is a repository (a submodule) that the folder would lie in. */
function isOnTheWay(path: string): boolean {
  // Some file systems tell no case.
  const listed = path.toLowerCase().replace(/\/?$/, '/');
  return listed.startsWith(`${folder}/`) || `${folder}/`.startsWith(listed);
}

/** In a node_modules of its own; a link could lead anywhere. */
function hasRoom(root: string, host: Host): boolean {
  try {
    const kinds = foldersBelow(root).map((place) => host.lstat(place)?.kind);
    return kinds[0] === 'directory' && kinds.every((kind) => kind === undefined || kind === 'directory');
  } catch (error) {
    // Closed to us.
    if (codeOf(error) === undefined) throw error;
    return false;
  }
}

function makeFolders(root: string, host: Host): void {
  for (const place of foldersBelow(root)) if (host.lstat(place) === null) host.mkdir(place);
}

function foldersBelow(root: string): readonly string[] {
  return ['node_modules', 'node_modules/.cache', folder].map((each) => `${root}/${each}`);
}
