// Rounds over rounds until what they make stands: it parses, a second run finds nothing to fix, and every changed condition,
// asked again, says of everything outside expiry what it said. What does not stand is taken back, and all runs anew.

import { type Source, type Span, SyntaxProblem } from '@resession/transforms/lib';
import { analyse, checkerBelow, type Index, surveyNeedles } from '../analyse/analyse.ts';
import { once } from '../analyse/modules/memo.ts';
import { blockReason } from '../blocked.ts';
import type { Decision } from '../decision.ts';
import type { Host } from '../host.ts';
import type { PlanOptions, Progress } from '../options.ts';
import type { Verdict } from '../plan.ts';
import { prefilter } from '../prefilter.ts';
import { spanBack } from '../rewrite.ts';
import { type Judged, meaningVerdict, verify } from '../verify.ts';
import { decidingBy, type Deciding, newlyPlaced } from './deciding.ts';
import { type Draft, editsOf, type Found } from './draft.ts';
import { leftWaiting } from './hindrance.ts';
import type { Look } from './look.ts';
import type { Parse } from './parsing.ts';
import { type Objection, provings } from './proving.ts';
import { type Round, type Rounded, runRound } from './round.ts';
import type { Tell } from './teller.ts';
import { type Trying, trying } from './trying.ts';
import { type Typing, typing } from './typing.ts';

/** What is known before the first round. */
export type Ground = Omit<Look, 'drafts' | 'left' | 'verdicts' | 'analysis' | 'contextOf'> & { readonly index: Index };

/** What the rounds come to. */
export type Settled = Pick<Look, 'drafts' | 'left' | 'verdicts' | 'analysis' | 'contextOf'>;

/** Runs the codemods until what they make stands. */
export async function settle(ground: Ground, options: PlanOptions, host: Host, tell: Tell): Promise<Settled> {
  // Moved sources speak of packages that are not installed yet.
  const { verify, typeCheck, upgrade } = options;
  const run: Run = { ground, options, host, tell, round: roundsOn(ground, options, host, tell) };
  if (upgrade !== undefined) {
    const made = await asDecided(run, null, null);
    return verify === undefined ? made : { ...made, verdicts: [...made.verdicts, beforeItsTime] };
  }
  const command = verify === undefined ? null : trying(ground, verify, options, host);
  if (typeCheck !== true) return asDecided(run, null, command);
  return host.inScratch(new Map(), (folder, scratch) =>
    asDecided(run, typing(ground, options, host, folder, scratch), command),
  );
}

/** What all the settling of one run goes by. */
interface Run {
  readonly ground: Ground;
  readonly options: PlanOptions;
  readonly host: Host;
  readonly tell: Tell;
  readonly round: RunRound;
}

/**
 * Settles under what people decided. A decision can bring forth the finding that another one is about (a swap that is left
 * leaves its checks to a person), so it settles again until none is new; each is laid on its place once.
 */
async function asDecided(run: Run, types: Typing | null, command: Trying | null): Promise<Settled> {
  const { decisions = [], undecided: rest = 'make' } = run.options;
  const placed = { decisions: new Map<string, Decision>(), claims: new Map<string, readonly string[]>() };
  const place = ({ drafts }: Settled): boolean => {
    const found = newlyPlaced(drafts, decisions, placed, run.ground);
    for (const [key, decision] of found.decisions) placed.decisions.set(key, decision);
    for (const [key, ids] of found.claims) placed.claims.set(key, ids);
    return found.decisions.size + found.claims.size > 0;
  };
  // Neither the compiler nor the command of the user tells what a decision is about, but by what it takes back.
  while (decisions.length > 0 && place(await settled(run, decidingBy(placed, false), null, null)));
  for (;;) {
    const made = await settled(run, decidingBy(placed, rest === 'hold'), types, command);
    if (!place(made)) return made;
  }
}

const beforeItsTime: Verdict = {
  check: 'command',
  outcome: 'skipped',
  why: 'The packages of SDK v2 are not installed yet: run it after the installation.',
};

async function settled(
  { ground, tell, round }: Run,
  deciding: Deciding,
  types: Typing | null,
  command: Trying | null,
): Promise<Settled> {
  const { candidates, parse, order } = ground;
  const texts = new Map([...candidates].map(([path, { text }]) => [path, text]));
  const back: Back = { files: new Map(), fixes: [], types: [] };
  const held = new Set<string>();
  for (;;) {
    const first = await round(texts, { takenBack: (...fix) => saidOf(back, ...fix), deciding }, held, 'inspect');
    const known = held.size;
    for (const { path, found } of first.drafts.values()) if (found.some(({ keepsStock }) => keepsStock)) held.add(path);
    if (held.size > known) continue;
    const drafts = [...first.drafts.values()];
    const result = new Map(drafts.map(({ path, text }) => [path, text]));
    const changed = drafts.some((draft) => draft.text !== draft.before);
    const second = changed ? await round(result, secondSight(first, back, deciding), held, 'verify') : null;
    const { takeBack, verdicts } = verify(
      drafts.map((draft) => judged(draft, second?.drafts.get(draft.path), back, parse)),
    );
    for (const [path, why] of takeBack) back.files.set(path, why);
    if (takeBack.size > 0) continue;
    const { asked, objections } = provings(first, second ?? first, order, parse);
    const waiting = leftWaiting(first.drafts, (second ?? first).analysis);
    back.fixes.push(...objections, ...waiting);
    if (objections.length + waiting.length > 0) continue;
    if (types !== null) tell('types', 0, null);
    const untypable = await types?.objections(drafts, async (fixes) => {
      const probe = { ...back, types: [...back.types, ...fixes] };
      const rounded = await round(texts, { takenBack: (...fix) => saidOf(probe, ...fix), deciding }, held, 'types');
      return new Map([...rounded.drafts.values()].map(({ path, text }) => [path, text]));
    });
    back.types.push(...(untypable ?? []));
    if (untypable !== undefined && untypable.length > 0) continue;
    const refused = await command?.objection(drafts);
    if (refused !== undefined) {
      for (const { path, before, text } of drafts) if (before !== text) back.files.set(path, refused);
      continue;
    }
    const meaning = meaningVerdict(asked, back.fixes.length);
    const further = [...(types === null ? [] : [types.verdict()]), ...(command === null ? [] : [command.verdict()])];
    const { drafts: left } = second ?? first;
    const { analysis, contextOf } = first;
    return { drafts: first.drafts, left, analysis, contextOf, verdicts: [...verdicts, meaning, ...further] };
  }
}

/** What was taken back: whole files, and single fixes by their place in the file as it was. */
interface Back {
  readonly files: Map<string, string>;
  readonly fixes: Objection[];
  /** Those that the consumer's compiler objects to. */
  readonly types: Objection[];
}

/** What the round over the result is told: the same of every site, wherever the first round moved it. */
function secondSight({ drafts }: Rounded, back: Back, deciding: Deciding): Pick<Round, 'takenBack' | 'deciding'> {
  const first = (path: string, span: Span): Span => {
    const draft = drafts.get(path);
    return draft === undefined ? span : spanBack(editsOf(draft), span);
  };
  const at = (path: string, codemod: string, span: Span): Found | undefined => {
    const { start, end } = first(path, span);
    return drafts
      .get(path)
      ?.found.find((each) => each.codemod === codemod && each.span.start === start && each.span.end === end);
  };
  return {
    takenBack: (path, codemod, span) => saidOf(back, path, codemod, first(path, span)),
    deciding: {
      decisionOn: (path, codemod, span) => {
        const decision = deciding.decisionOn(path, codemod, first(path, span));
        // A question that still stands beside what was chosen is answered.
        return decision?.answer === 'choose' ? { ...decision, answer: 'leave' } : decision;
      },
      holds: (path, codemod, span) => at(path, codemod, span)?.held === true,
      claims: () => [],
    },
  };
}

function saidOf({ files, fixes, types }: Back, path: string, codemod: string, span: Span): string | undefined {
  const fix = [...fixes, ...types].find(
    (each) =>
      each.path === path && each.codemod === codemod && each.span.start === span.start && each.span.end === span.end,
  );
  return files.get(path) ?? fix?.why;
}

type RunRound = (
  now: ReadonlyMap<string, string>,
  said: Pick<Round, 'takenBack' | 'deciding'>,
  held: ReadonlySet<string>,
  stage: Progress['stage'],
) => Promise<Rounded & Pick<Round, 'analysis'>>;

/** Rounds over the texts of a run; what lies around them is read once. */
function roundsOn(ground: Ground, options: PlanOptions, host: Host, tell: Tell): RunRound {
  const { root, listing, project, index, followers, parse, lazily, order, moved } = ground;
  const selected = new Set(listing.selected);
  const others = once(() => otherTexts(ground, host));
  const around = { host, root: root.path, project, moved };
  const checker = checkerBelow(host, root.path);
  const blocked = (path: string): string | null => blockReason(project, options.transport, path);
  const follows: Round['follows'] = (codemod, path) => followers.get(codemod.id)?.has(path) === true;
  return async (now, said, held, stage) => {
    const sources = (): readonly Source[] =>
      [...now, ...others()].flatMap(([path, text]) => {
        const source = parse(path, text);
        return source instanceof SyntaxProblem ? [] : [source];
      });
    const changes = (path: string): boolean => selected.has(path) && blocked(path) === null && !held.has(path);
    const analysis = analyse({ ...around, sources, changes, index, checker, now, source: lazily });
    let done = 0;
    const total = now.size * order.active.size;
    const breathe = async (): Promise<void> => {
      tell(stage, done, total);
      done += 1;
      // One turn of the event loop, so that an interrupt is heard between two files.
      await new Promise((resolve) => setImmediate(resolve));
      options.signal?.throwIfAborted();
    };
    const original = (path: string): string | undefined => now.get(path) ?? others().get(path);
    const { checkStyle } = options;
    const run = { texts: now, order, checkStyle, analysis, parse, original, ...said, blocked, follows, breathe };
    return { ...(await runRound(run)), analysis };
  };
}

function judged(draft: Draft, second: Draft | undefined, back: Back, parse: Parse): Judged {
  const { path } = draft;
  const changed = draft.text !== draft.before;
  const parsed = changed ? parse(path, draft.text) : null;
  // A codemod stops at a text that an earlier one broke; the last text is then that one.
  const problem = changed && parsed instanceof SyntaxProblem ? parsed.message : null;
  const again = (second?.found ?? []).flatMap(({ finding, held }) =>
    finding.kind === 'fix' && held !== true ? [finding.message] : [],
  );
  return { path, changed, problem, again, takenBack: back.files.has(path) };
}

/**
 * The rest of the tree, for facts only: files that build a transport or check for expiry in the new form, and where the
 * run covers a part of the root, files outside it that hold a guess. A second scan, made at the first question.
 */
function otherTexts(ground: Ground, host: Host): ReadonlyMap<string, string> {
  const { root, listing, order: run, candidates, speakers } = ground;
  // Where all codemods run, a selected file that is no candidate holds nothing but what a file that speaks of MCP may.
  const seen = run.active.size === run.all.length ? new Set(listing.selected) : new Set<string>();
  const rest = listing.sources.filter((path) => !candidates.has(path) && (!seen.has(path) || speakers.has(path)));
  const needles = [...surveyNeedles, ...run.all.flatMap((codemod) => codemod.needles)];
  const filtered = prefilter(root.path, rest, needles, host);
  return new Map(filtered.candidates.map(({ path, text }) => [path, text]));
}
