// The reading half of the way through: from the paths of the command line to judged drafts. Writes nothing.

import { type Codemod, ownNeedles, type Source, SyntaxProblem } from '@resession/transforms/lib';
import { analyse, type Analysis, checkerBelow, indexRepository, surveyNeedles } from '../analyse/analyse.ts';
import { blockReason } from '../blocked.ts';
import type { Candidate, Unread } from '../candidate.ts';
import { discover, type Listing } from '../discover.ts';
import type { Host } from '../host.ts';
import type { PlanOptions, Progress } from '../options.ts';
import type { Verdict } from '../plan.ts';
import { prefilter } from '../prefilter.ts';
import { type Project, readProject } from '../project.ts';
import { findRoot, type Root } from '../root.ts';
import { type Judged, verify } from '../verify.ts';
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
  const filtered = prefilter(root.path, listing.selected, needles, host, (done) =>
    tell('prefilter', done, listing.selected.length),
  );
  const closed = listing.closed.map(({ path, why }): Unread => ({
    path,
    obstacle: 'unreadable',
    why: `the folder cannot be listed (${why})`,
  }));
  const found = {
    root,
    listing,
    project,
    order: run,
    scanned: filtered.scanned,
    candidates: new Map(filtered.candidates.map((candidate) => [candidate.path, candidate])),
    unread: [...filtered.unread, ...closed],
    ...parsing(),
  };
  return { ...found, ...(await settle(found, options, host, tell)) };
}

type Found = Omit<Look, 'drafts' | 'verdicts' | 'analysis'>;

/** Runs the codemods until what they make stands: parses, and a second run over it finds nothing to fix. */
async function settle(
  found: Found,
  options: PlanOptions,
  host: Host,
  tell: Tell,
): Promise<Pick<Look, 'drafts' | 'verdicts' | 'analysis'>> {
  const { root, listing, project, candidates, parse, lazily } = found;
  const selected = new Set(listing.selected);
  const others = once(() => otherTexts(found, host));
  const ground = { host, root: root.path, project, paths: listing.paths };
  const index = indexRepository(ground, listing.sources);
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
