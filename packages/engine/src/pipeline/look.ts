// The reading half of the way through: from the paths of the command line to judged drafts. Writes nothing.

import { type Codemod, ownNeedles, type Source, SyntaxProblem } from '@resession/transforms/lib';
import {
  analyse,
  type Analysis,
  checkerBelow,
  type Index,
  indexRepository,
  modulesIn,
  surveyNeedles,
} from '../analyse/analyse.ts';
import { blockReason } from '../blocked.ts';
import type { Candidate, Unread } from '../candidate.ts';
import { discover, type Listing } from '../discover.ts';
import type { Host } from '../host.ts';
import type { PlanOptions, Progress } from '../options.ts';
import type { Needles } from '../needles.ts';
import type { Verdict } from '../plan.ts';
import { type Filtered, prefilter } from '../prefilter.ts';
import { type Project, readProject } from '../project.ts';
import { findRoot, type Root } from '../root.ts';
import { type Judged, verify } from '../verify.ts';
import { followers, type Lead } from './leads.ts';
import { order, type Order } from './order.ts';
import { type Parsing, parsing } from './parsing.ts';
import { type Draft, runRound } from './round.ts';

/** All that was seen and would be done, with nothing planned yet. */
export interface Look {
  readonly root: Root;
  readonly listing: Listing;
  readonly project: Project;
  readonly order: Order;
  readonly scanned: number;
  readonly candidates: ReadonlyMap<string, Candidate>;
  /** By the id of a codemod: the candidates without a needle of its own, and the name that leads to them. */
  readonly followers: ReadonlyMap<string, ReadonlyMap<string, Lead>>;
  readonly unread: readonly Unread[];
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly verdicts: readonly Verdict[];
  readonly parse: Parsing['parse'];
  readonly lazily: Parsing['lazily'];
  /** What the tree says before the run. */
  readonly analysis: Analysis;
}

/** Looks at everything the options name. Throws `ResessionError` for usage and configuration. */
export async function look(options: PlanOptions, host: Host, codemods: readonly Codemod[]): Promise<Look> {
  const run = order(codemods, options.only);
  const root = await findRoot(options, host);
  const tell = teller(options);
  tell('discover', 0, null);
  const listing = await discover(root, options.ignore, host);
  const project = readProject(host, root.path, listing.manifests);
  const active = run.all.filter(({ id }) => run.active.has(id));
  const needles = [...active.flatMap((codemod) => codemod.needles), ...ownNeedles];
  const lends = active.flatMap((codemod) => codemod.leadNeedles ?? []);
  const { selected } = listing;
  const filtered = prefilter(
    root.path,
    selected,
    needles,
    host,
    (done) => tell('prefilter', done, selected.length),
    lends,
  );
  const closed = listing.closed.map(({ path, why }): Unread => ({
    path,
    obstacle: 'unreadable',
    why: `the folder cannot be listed (${why})`,
  }));
  const index = indexRepository({ host, root: root.path, project, paths: listing.paths }, listing.sources);
  const seen = { root, listing, project, order: run, scanned: filtered.scanned, index, ...parsing() };
  const followers = followersOf(seen, active, filtered, host);
  const led = [...new Set([...followers.values()].flatMap((files) => [...files.keys()]))];
  const further = prefilter(root.path, led, anything, host);
  const candidates = [...filtered.candidates, ...further.candidates].sort((a, b) => (a.path < b.path ? -1 : 1));
  const found = {
    ...seen,
    followers,
    candidates: new Map(candidates.map((candidate) => [candidate.path, candidate])),
    unread: [...filtered.unread, ...closed],
  };
  return { ...found, ...(await settle(found, options, host, tell)) };
}

/** What every text holds. */
const anything: Needles = [[]];

/** Files among the selected ones that only follow a lead, for each codemod. */
function followersOf(
  { root, listing, project, index, lazily }: Pick<Found, 'root' | 'listing' | 'project' | 'index' | 'lazily'>,
  codemods: readonly Codemod[],
  filtered: Filtered,
  host: Host,
): Look['followers'] {
  const selected = new Set(listing.selected);
  const rest = listing.sources.filter((path) => !selected.has(path));
  const asked = codemods.filter(({ leads }) => leads !== undefined);
  const lends = asked.flatMap(({ needles, leadNeedles = [] }) => [...needles, ...leadNeedles]);
  const outside = asked.length > 0 && rest.length > 0 ? prefilter(root.path, rest, lends, host).candidates : [];
  const holding = new Map(filtered.candidates.map(({ path, text }) => [path, text]));
  const lending = new Map([...filtered.lending, ...outside.map(({ path, text }) => [path, text] as const)]);
  const unread = new Set(filtered.unread.map(({ path }) => path));
  const ground = { project, lazily, holding, lending, modules: modulesIn(index, { now: holding, source: lazily }) };
  return new Map(
    asked.map((codemod) => {
      const found = [...followers(codemod, ground)].filter(([path]) => selected.has(path) && !unread.has(path));
      return [codemod.id, new Map(found)];
    }),
  );
}

type Found = Omit<Look, 'drafts' | 'verdicts' | 'analysis'> & { readonly index: Index };

/** Runs the codemods until what they make stands: parses, and a second run over it finds nothing to fix. */
async function settle(
  found: Found,
  options: PlanOptions,
  host: Host,
  tell: Tell,
): Promise<Pick<Look, 'drafts' | 'verdicts' | 'analysis'>> {
  const { root, listing, project, candidates, followers, index, parse, lazily } = found;
  const selected = new Set(listing.selected);
  const others = once(() => otherTexts(found, host));
  const ground = { host, root: root.path, project };
  const checker = checkerBelow(host, root.path);
  const texts = new Map([...candidates].map(([path, { text }]) => [path, text]));

  const round = async (
    now: ReadonlyMap<string, string>,
    takenBack: ReadonlyMap<string, string>,
    stage: Progress['stage'],
  ): Promise<{ drafts: ReadonlyMap<string, Draft>; analysis: Analysis }> => {
    const sources = (): readonly Source[] =>
      [...now, ...others()].flatMap(([path, text]) => {
        const source = parse(path, text);
        return source instanceof SyntaxProblem ? [] : [source];
      });
    const blocked = (path: string): string | null => blockReason(project, options.transport, path);
    const changes = (path: string): boolean => selected.has(path) && blocked(path) === null && !held.has(path);
    const analysis = analyse({ ...ground, sources, changes, index, checker, now, source: lazily });
    let done = 0;
    const total = now.size * found.order.active.size;
    const breathe = async (): Promise<void> => {
      tell(stage, done, total);
      done += 1;
      // One turn of the event loop, so that an interrupt is heard between two files.
      await new Promise((resolve) => setImmediate(resolve));
      options.signal?.throwIfAborted();
    };
    const original = (path: string): string | undefined => now.get(path) ?? others().get(path);
    const { order: run } = found;
    const { checkStyle } = options;
    const drafts = await runRound({
      texts: now,
      order: run,
      checkStyle,
      analysis,
      parse,
      original,
      takenBack,
      blocked,
      follows: (codemod, path) => followers.get(codemod.id)?.has(path) === true,
      breathe,
    });
    return { drafts, analysis };
  };

  const takenBack = new Map<string, string>();
  const held = new Set<string>();
  for (;;) {
    const first = await round(texts, takenBack, 'inspect');
    const stock = [...first.drafts.values()].filter(({ found }) => found.some(({ keepsStock }) => keepsStock));
    const known = held.size;
    for (const { path } of stock) held.add(path);
    if (held.size > known) continue;
    const changed = [...first.drafts.values()].some((draft) => draft.text !== draft.before);
    const result = new Map([...first.drafts].map(([path, { text }]) => [path, text]));
    const second = changed ? (await round(result, takenBack, 'verify')).drafts : new Map<string, Draft>();
    const files = [...first.drafts.values()].map((draft) => judged(draft, second.get(draft.path), takenBack, parse));
    const { takeBack, verdicts } = verify(files);
    if (takeBack.size === 0) return { drafts: first.drafts, analysis: first.analysis, verdicts };
    for (const [path, why] of takeBack) takenBack.set(path, why);
  }
}

function judged(
  draft: Draft,
  second: Draft | undefined,
  takenBack: ReadonlyMap<string, string>,
  parse: Look['parse'],
): Judged {
  const changed = draft.text !== draft.before;
  const parsed = changed ? parse(draft.path, draft.text) : null;
  // A codemod stops at a text that an earlier one broke; the last text is then that one.
  const problem = changed && parsed instanceof SyntaxProblem ? parsed.message : null;
  const again = (second?.found ?? []).flatMap(({ finding }) => (finding.kind === 'fix' ? [finding.message] : []));
  return { path: draft.path, changed, problem, again, takenBack: takenBack.has(draft.path) };
}

/**
 * The rest of the tree, for facts only: files that build a transport or check for expiry in the new form, and where the
 * run covers a part of the root, files outside it that hold a guess. A second scan, made at the first question.
 */
function otherTexts({ root, listing, order: run, candidates }: Found, host: Host): ReadonlyMap<string, string> {
  const rest = listing.sources.filter((path) => !candidates.has(path));
  const needles = [...surveyNeedles, ...run.all.flatMap((codemod) => codemod.needles)];
  const filtered = prefilter(root.path, rest, needles, host);
  return new Map(filtered.candidates.map(({ path, text }) => [path, text]));
}

type Tell = (stage: Progress['stage'], done: number, total: number | null) => void;

function teller({ onProgress, signal }: PlanOptions): Tell {
  return (stage, done, total) => {
    signal?.throwIfAborted();
    onProgress?.({ stage, done, total });
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
