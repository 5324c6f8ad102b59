// The reading half of the way through: from the paths of the command line to judged drafts. Writes nothing.

import type { Codemod, Needles } from '@resession/transforms/lib';
import { type Analysis, type Index, indexRepository, modulesIn } from '../analyse/analyse.ts';
import { once } from '../analyse/modules/memo.ts';
import type { Candidate, Unread } from '../candidate.ts';
import { refuseDecidedBelow } from '../decisions-file.ts';
import type { Listing } from '../discover.ts';
import { glance, type Glance } from '../glance.ts';
import type { Host } from '../host.ts';
import type { PlanOptions } from '../options.ts';
import type { Verdict } from '../plan.ts';
import { prefilter } from '../prefilter.ts';
import type { Project } from '../project.ts';
import type { Root } from '../root.ts';
import { withSupport } from '../sdk-support.ts';
import type { Draft } from './draft.ts';
import { followers, type Lead } from './leads.ts';
import { near } from './near.ts';
import { neighbourhood } from './neighbourhood.ts';
import { order, type Order } from './order.ts';
import { type Parsing, parsing } from './parsing.ts';
import type { Rounded } from './round.ts';
import { type Ground, settle } from './settle.ts';
import { teller } from './teller.ts';
import { withoutTwins } from './twins.ts';

/** All that was seen and would be done, with nothing planned yet. */
export interface Look {
  readonly root: Root;
  readonly listing: Listing;
  readonly project: Project;
  readonly order: Order;
  readonly scanned: number;
  /** Sources that the run has moved to SDK v2 before it looked at them. */
  readonly moved: ReadonlySet<string>;
  readonly candidates: ReadonlyMap<string, Candidate>;
  /** By the id of a codemod: the candidates without a needle of its own, and the name that leads to them. */
  readonly followers: ReadonlyMap<string, ReadonlyMap<string, Lead>>;
  /** Files that speak of MCP: of those that the run looks at, and all whose paths do. */
  readonly speakers: ReadonlySet<string>;
  readonly unread: readonly Unread[];
  readonly drafts: ReadonlyMap<string, Draft>;
  /** What a run over the result would see: the findings that are left, in the texts that this one makes. */
  readonly left: ReadonlyMap<string, Draft>;
  readonly verdicts: readonly Verdict[];
  readonly parse: Parsing['parse'];
  readonly lazily: Parsing['lazily'];
  /** What the tree says before the run, and what a codemod may lean on in one of its files. */
  readonly analysis: Analysis;
  readonly contextOf: Rounded['contextOf'];
}

/** What is known before the look. */
interface Before {
  /** Sources that the run has moved to SDK v2. */
  readonly moved?: ReadonlySet<string> | undefined;
  /** The same tree, searched for the needles of the codemods that run. */
  readonly glanced?: Glance | undefined;
}

/** Looks at everything the options name. Throws `ResessionError` for usage and configuration. */
export async function look(
  options: PlanOptions,
  host: Host,
  codemods: readonly Codemod[],
  { moved = new Set(), glanced }: Before = {},
): Promise<Look> {
  const run = order(codemods, options.only);
  const tell = teller(options);
  const active = run.all.filter(({ id }) => run.active.has(id));
  const needles = active.flatMap((codemod) => codemod.needles);
  const first = glanced ?? (await glance(options, host, needles));
  const { root, listing, filtered, speakers } = first;
  refuseDecidedBelow(root.path, listing, host);
  const project = withSupport(first.project, root.path, host);
  const lending = active.some(({ leads }) => leads !== undefined);
  const around = lending ? [...speakers, ...first.speakersOutside()] : speakers;
  const closed = listing.closed.map(({ path, why }): Unread => ({
    path,
    obstacle: 'unreadable',
    why: `the folder cannot be listed (${why})`,
  }));
  const mayLoad = once(() =>
    neighbourhood(around, { root: root.path, listing, project, resolution: index.resolution }, host, first),
  );
  const ground = { host, root: root.path, project, paths: listing.paths };
  const index: Index = indexRepository(ground, listing.sources, (path) => mayLoad()(path));
  const seen = { root, listing, project, order: run, scanned: filtered.scanned, moved, index, ...parsing() };
  const followers = followersOf({ ...seen, filtered, speakers: around }, active, host);
  const held = new Set(filtered.candidates.map(({ path }) => path));
  const led = [...new Set([...followers.values()].flatMap((files) => [...files.keys()]))].filter(
    (path) => !held.has(path),
  );
  const further = prefilter(root.path, led, anything, host);
  const all = [...filtered.candidates, ...further.candidates].sort((a, b) => (a.path < b.path ? -1 : 1));
  const candidates = withoutTwins(all, root.path, host);
  const found = {
    ...seen,
    followers,
    speakers: new Set(speakers),
    candidates: new Map(candidates.map((candidate) => [candidate.path, candidate])),
    unread: [...filtered.unread, ...closed],
  };
  return { ...found, ...(await settle(found, options, host, tell)) };
}

/** What every text holds. */
const anything: Needles = [[]];

type Leading = Pick<Ground, 'root' | 'listing' | 'project' | 'index' | 'lazily'> &
  Pick<Glance, 'filtered' | 'speakers'>;

/** Files among the selected ones that only follow a lead, for each codemod. */
function followersOf(
  { root, listing, project, index, lazily, filtered, speakers }: Leading,
  codemods: readonly Codemod[],
  host: Host,
): Look['followers'] {
  const selected = new Set(listing.selected);
  const asked = codemods.filter(({ leads }) => leads !== undefined);
  if (speakers.length === 0) return new Map();
  const lends = asked.flatMap(({ needles, leadNeedles = [] }) => [...needles, ...leadNeedles]);
  const holding = new Map(filtered.candidates.map(({ path, text }) => [path, text]));
  const others = near(speakers, listing.sources, project, index).filter((path) => !holding.has(path));
  const lending = new Map(prefilter(root.path, others, lends, host).candidates.map(({ path, text }) => [path, text]));
  const unread = new Set(filtered.unread.map(({ path }) => path));
  const ground = { project, lazily, holding, lending, modules: modulesIn(index, { now: holding, source: lazily }) };
  return new Map(
    asked.map((codemod) => {
      const found = [...followers(codemod, ground)].filter(([path]) => selected.has(path) && !unread.has(path));
      return [codemod.id, new Map(found)];
    }),
  );
}
