// The review on a terminal, site by site. It decides nothing by itself: keys go into the machine of answering.ts, answers are
// kept after each of them, and after one that can change other sites the engine plans anew.

import path from 'node:path';
import {
  keepDecisions,
  kindOf,
  readDecisions,
  ResessionError,
  undo,
  type Decision,
  type Host,
  type Plan,
  type PlannedFinding,
} from '@resession/engine';
import type { Colors } from '../colors.ts';
import { inReadingOrder } from '../reading-order.ts';
import { visible, visibleLine } from '../visible.ts';
import {
  edited,
  type Ending,
  keysAt,
  leaving,
  planned,
  press,
  type Pressed,
  type Review,
  reviewOf,
  sameSite,
  siteAt,
  takenBack,
} from './answering.ts';
import type { Keys } from './keys.ts';
import { type Draft, draftOf, objectionTo, textOf, writeOwnText } from './own-text.ts';
import { promptText, siteText } from './site-text.ts';
import { closingText, folded, helpText, openingText } from './walk-text.ts';
import { whatChanged } from './what-changed.ts';

/** What the review stands on. */
export interface Stage {
  readonly host: Host;
  readonly keys: Keys;
  readonly colors: Colors;
  write(text: string): void;
  /** Of the terminal, as it is now. */
  size(): { readonly columns: number; readonly rows: number };
  /** A plan of what is there now, under the decisions as they are kept, with `previews`. */
  plan(): Promise<Plan>;
  /** A plan of this one decision and nothing else. */
  alone(decision: Decision): Promise<Plan>;
  /** Opens a file (absolute) in the editor and waits. Null where all went well, else what went wrong. */
  open(file: string, line: number): Promise<string | null>;
  /** Runs work that is to come to its end, whatever is pressed. */
  hold<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Whether it is to end: Ctrl-C was pressed while something was held. */
  stopped(): boolean;
}

/** What came of it. */
export interface Walked {
  readonly ended: Ending;
  /** The last plan. */
  readonly plan: Plan;
  readonly decisions: readonly Decision[];
}

/** A review under way. */
interface Walk {
  plan: Plan;
  review: Review;
  /** Files that the person wrote, by the run that wrote them last. */
  readonly runs: Map<string, string>;
}

/** Goes through the sites of a plan with `previews`. What was decided is kept, however it ends. */
export async function walkThrough(first: Plan, stage: Stage): Promise<Walked> {
  const decisions = readDecisions(first.root, stage.host);
  const review = reviewOf(sitesOf(first, decisions), decisions);
  const walk: Walk = { plan: first, review, runs: new Map() };
  stage.write(openingText(review, widthOf(stage)));
  while (walk.review.ended === null) {
    show(walk, stage);
    await answer(walk, stage);
    if (stage.stopped()) walk.review = { ...walk.review, ended: 'interrupted' };
  }
  stage.write(`\n${closingText(walk.review, walk.runs, widthOf(stage))}`);
  return { ended: walk.review.ended, plan: walk.plan, decisions: walk.review.decisions };
}

/** What is work, or was until somebody decided. A swap that was left is no work by itself: what needed it waits now. */
function sitesOf({ findings, project }: Plan, decisions: readonly Decision[]): readonly PlannedFinding[] {
  const decided = new Set(decisions.map(({ id }) => id));
  const work = findings.filter((finding) => kindOf(finding) !== null || decided.has(finding.id));
  return inReadingOrder(work, project.packages);
}

/** A terminal without a size says 0. */
function widthOf(stage: Stage): number {
  const { columns } = stage.size();
  return columns === 0 ? 80 : Math.max(20, columns);
}

function show({ plan, review }: Walk, stage: Stage): void {
  const site = siteAt(review);
  if (site === undefined) return;
  const { rows } = stage.size();
  const number = review.sites.indexOf(site) + 1;
  const showing = {
    number,
    of: review.sites.length,
    width: widthOf(stage),
    height: Math.max(12, (rows === 0 ? 24 : rows) - 12),
    lines: site.diff === undefined ? linesOf(plan, site, stage.host) : null,
    colors: stage.colors,
  };
  stage.write(`\n${siteText(site, showing)}`);
}

function linesOf({ root }: Plan, site: PlannedFinding, host: Host): readonly string[] | null {
  try {
    return textOf(host.read(path.join(root, site.path), mostShown))?.split('\n') ?? null;
  } catch {
    // The finding says already that it cannot be read.
    return null;
  }
}

const mostShown = 16 * 1024 * 1024;

/** Keys, until one of them leads to another site or the end. */
async function answer(walk: Walk, stage: Stage): Promise<void> {
  for (;;) {
    const site = siteAt(walk.review);
    if (site === undefined) return;
    const keys = keysAt(walk.review);
    stage.write(`\n${promptText(site, keys, stage.colors)}`);
    const key = await stage.keys.next();
    stage.write(`${key === 'interrupt' ? '^C' : visibleLine(key)}\n`);
    const pressed = press(walk.review, key);
    const { next } = pressed;
    if (next.kind === 'refused') say(stage, next.why);
    else if (next.kind === 'help') stage.write(helpText(keys, widthOf(stage), stage.colors));
    else if (next.kind === 'reason') {
      if (await reasoned(walk, stage)) return;
    } else if (next.kind === 'edit') {
      if (await edit(walk, site, stage)) return;
    } else if (next.kind === 'take-back') {
      if (await takeBack(walk, next.run, stage)) return;
    } else {
      await take(walk, pressed, stage);
      return;
    }
  }
}

/** Keeps what is decided now, and plans anew where that can change other sites. */
async function take(walk: Walk, { review, next }: Pressed, stage: Stage): Promise<void> {
  const before = walk.review;
  const { root } = walk.plan;
  walk.review = review;
  if (review.decisions !== before.decisions) await stage.hold(() => keepDecisions(root, review.decisions, stage.host));
  // Of an answer that was taken back the site is in question again; else it is the one that was.
  const isBack = review.steps.length < before.steps.length;
  if (next.kind === 'plan') await planAgain(walk, stage, isBack ? review.at : before.at);
}

async function planAgain(walk: Walk, stage: Stage, answered: string | null): Promise<void> {
  const before = walk.review.sites;
  if (stage.stopped()) return;
  walk.plan = await stage.plan();
  const sites = sitesOf(walk.plan, walk.review.decisions);
  for (const sentence of whatChanged(before, sites, answered)) say(stage, sentence);
  walk.review = planned(walk.review, sites);
}

async function reasoned(walk: Walk, stage: Stage): Promise<boolean> {
  stage.write('Why, in one line (Return for no reason, Escape to go back)? ');
  const why = await stage.keys.line();
  stage.write('\n');
  if (why.kind === 'back') return false;
  await take(walk, why.kind === 'typed' ? leaving(walk.review, why.text) : press(walk.review, 'interrupt'), stage);
  return true;
}

/** The editor, on the proposed text where there is one, else on the file. False where nothing came of it. */
async function edit(walk: Walk, site: PlannedFinding, stage: Stage): Promise<boolean> {
  const draft = await draftOf(walk.plan, site, stage.host, (decision) => stage.alone(decision));
  if (draft === null) return openFile(walk, site, stage);
  const text = await ownText(draft, site.line, stage);
  if (text === null) return false;
  try {
    const run = await stage.hold(() => writeOwnText(walk.plan, draft, text, stage.host));
    if (run === null) return false;
    walk.review = edited(walk.review, run);
    walk.runs.set(site.path, run);
    say(stage, `Wrote ${site.path} as run ${run}; u takes it back.`);
  } catch (error) {
    return told(error, stage);
  }
  await lookAgain(walk, site, stage);
  return true;
}

async function openFile(walk: Walk, site: PlannedFinding, stage: Stage): Promise<boolean> {
  const wrong = await stage.keys.lend(() => stage.open(path.join(walk.plan.root, site.path), site.line));
  if (wrong !== null) {
    say(stage, wrong);
    return false;
  }
  await lookAgain(walk, site, stage);
  return true;
}

/** What has become of a site whose file was edited. */
async function lookAgain(walk: Walk, site: PlannedFinding, stage: Stage): Promise<void> {
  await planAgain(walk, stage, site.id);
  if (stage.stopped()) return;
  const now = sameSite(site, walk.review.sites);
  if (now === undefined) say(stage, 'That site is settled.');
  else if (kindOf(now) === kindOf(site)) say(stage, 'It is still found; here it is again.');
  else say(stage, `It is found again, as a ${kindOf(now) ?? 'skip'}.`);
}

/** What the person made of the proposed text; null where nothing is to be written. */
function ownText(draft: Draft, line: number, stage: Stage): Promise<string | null> {
  // With its own name, so that the editor knows the language.
  const name = path.posix.basename(draft.path);
  return stage.host.inScratch(new Map([[name, draft.mark + draft.proposed]]), async (folder) => {
    for (;;) {
      const file = path.join(folder, name);
      const wrong = await stage.keys.lend(() => stage.open(file, line));
      const came = wrong === null ? textOf(stage.host.read(file, mostShown)) : null;
      const text = came?.startsWith('\uFEFF') === true ? came.slice(1) : came;
      const objection = wrong === null ? objectionTo(draft, text) : { why: wrong, again: false };
      if (objection === null) return text;
      say(stage, objection.why);
      if (!objection.again) return null;
      stage.write('e edits it again, any other key drops what was edited. ');
      const key = await stage.keys.next();
      stage.write('\n');
      if (key !== 'e') return null;
    }
  });
}

async function takeBack(walk: Walk, run: string, stage: Stage): Promise<boolean> {
  try {
    const undone = await stage.hold(() => undo(walk.plan.root, run, stage.host));
    for (const file of undone.restored) walk.runs.delete(file);
  } catch (error) {
    return told(error, stage);
  }
  walk.review = takenBack(walk.review);
  await planAgain(walk, stage, walk.review.at);
  return true;
}

/** What people can mend is told; the review goes on. */
function told(error: unknown, stage: Stage): boolean {
  if (!(error instanceof ResessionError)) throw error;
  say(stage, `${error.what}: ${error.where}. ${error.next}`);
  return false;
}

function say(stage: Stage, sentence: string): void {
  stage.write(folded(visible(sentence), widthOf(stage)));
}
