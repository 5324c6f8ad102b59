// The first look at a tree: which files there are, and which of them hold what the run looks for. Each is read once and none
// is parsed; where nothing is found, this is all there is to do.

import { type Needles, ownNeedles } from '@resession/transforms/lib';
import { once } from './analyse/modules/memo.ts';
import { discover, type Listing } from './discover.ts';
import type { Host } from './host.ts';
import type { PlanOptions } from './options.ts';
import { teller } from './pipeline/teller.ts';
import type { Plan } from './plan.ts';
import { repositorySteps } from './pipeline/repositories.ts';
import { type Filtered, prefilter } from './prefilter.ts';
import { type Project, readProject } from './project.ts';
import { asNeedles } from './needles.ts';
import { findRoot, type Root } from './root.ts';
import { speaking } from './speaking.ts';
import { meaningVerdict, noChangeToType, verify } from './verify.ts';

/** What is known before anything is parsed. */
export interface Glance {
  readonly root: Root;
  readonly listing: Listing;
  readonly project: Project;
  /** The files that hold a needle. */
  readonly filtered: Filtered;
  /** The sources of the whole root that speak of MCP, as far as the run looks at them, and those whose paths do. */
  readonly speakers: readonly string[];
  /** Those that the run does not look at: they may lend to those that it looks at. Searched at the first question. */
  readonly speakersOutside: () => readonly string[];
  /** Who may load from packages that were likely to matter, by their folders: it was looked for in the same pass. */
  readonly foreseen: ReadonlyMap<string, Foreseen>;
}

/** What those write that load from a package, and the sources that hold one of it. */
export interface Foreseen {
  readonly names: readonly string[];
  readonly holding: readonly string[];
}

/** Looks at the tree that the options name. Throws `ResessionError` for usage and configuration. */
export async function glance(options: PlanOptions, host: Host, needles: Needles): Promise<Glance> {
  const root = await findRoot(options, host);
  const tell = teller(options);
  tell('discover', 0, null);
  const listing = await discover(root, options.ignore, host);
  const { selected } = listing;
  const tick = (done: number): void => tell('prefilter', done, selected.length);
  const project = readProject(host, root.path, listing.manifests);
  const foreseen = await foreseenIn(root, listing, project, host);
  const along = [speaking, ...[...foreseen.values()].map(asNeedles)];
  const filtered = prefilter(root.path, selected, [...needles, ...ownNeedles], host, tick, along);
  const [speakers = [], ...loaders] = filtered.telling;
  const named = listing.sources.filter((path) => /mcp/i.test(path));
  const speakersOutside = once((): readonly string[] => {
    const rest = without(listing.sources, listing.selected);
    return prefilter(root.path, rest, [], host, undefined, [speaking]).telling.flat();
  });
  return {
    root,
    listing,
    project,
    filtered,
    speakers: [...new Set([...speakers, ...named])],
    speakersOutside,
    foreseen: new Map([...foreseen].map(([home, names], index) => [home, { names, holding: loaders[index] ?? [] }])),
  };
}

/** What makes a manifest one whose package is likely to hold something to look at. */
const declaring: Needles = [['modelcontextprotocol'], ['@resession/transport']];

/** By the folders of packages that are likely to matter: what those write that load from them. */
async function foreseenIn(
  root: Root,
  listing: Listing,
  project: Project,
  host: Host,
): Promise<ReadonlyMap<string, readonly string[]>> {
  // What the run does not look at is searched by itself.
  if (listing.selected !== listing.sources) return new Map();
  const manifests = prefilter(root.path, listing.manifests, [], host, undefined, [declaring]).telling.flat();
  if (manifests.length === 0) return new Map();
  const { foresee } = await import('./pipeline/neighbourhood.ts');
  return foresee(manifests, { root: root.path, listing, project }, host);
}

function without(paths: readonly string[], some: readonly string[]): readonly string[] {
  if (paths === some) return [];
  const left = new Set(some);
  return paths.filter((path) => !left.has(path));
}

/**
 * The plan of a tree in which no codemod has anything to look at; null where one may have. It is what `plan` comes to there,
 * without a codemod.
 */
export function planOfNothing(
  { root, listing, project, filtered, speakers, speakersOutside }: Glance,
  options: PlanOptions,
): Plan | null {
  const { candidates, unread, scanned } = filtered;
  if (candidates.length + unread.length + speakers.length + listing.closed.length > 0) return null;
  if (options.upgrade !== undefined || options.verify !== undefined) return null;
  if (speakersOutside().length > 0) return null;
  return {
    schema: 1,
    tool: { name: 'resession', version: options.toolVersion },
    root: root.path,
    settings: { checkStyle: options.checkStyle, only: options.only, transport: options.transport },
    project: { packageManager: project.packageManager, packages: [], files: { scanned, candidates: 0 } },
    findings: [],
    files: [],
    install: null,
    verdicts: [...verify([]).verdicts, meaningVerdict(0, 0), noChangeToType],
    nextSteps: repositorySteps({ root, listing }, options),
  };
}
