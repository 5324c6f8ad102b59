// The review on a terminal, site by site. It decides nothing by itself: keys go into the machine of answering.ts, answers are
// kept after each of them, and after one that can change other sites the engine plans anew.

import path from 'node:path';
import {
  keepDecisions,
  readDecisions,
  type Decision,
  type Host,
  type Plan,
  type PlannedFinding,
} from '@resession/engine';
import { visibleLine } from '../visible.ts';
import { type Ending, keysAt, leaving, press, type Pressed, reviewOf, siteAt } from './answering.ts';
import { edit, takeBack } from './editing.ts';
import { diffAsItStands, readText } from './own-text.ts';
import { promptText, siteText } from './site-text.ts';
import { closingText, helpText, openingText } from './walk-text.ts';
import { planAgain, say, sitesOf, type Stage, told, type Walk, widthOf } from './walk.ts';

/** What came of it. */
export interface Walked {
  readonly ended: Ending;
  /** The last plan. */
  readonly plan: Plan;
  readonly decisions: readonly Decision[];
}

/** Goes through the sites of a plan with `previews`. What was decided is kept, however it ends. */
export async function walkThrough(first: Plan, stage: Stage): Promise<Walked> {
  const decisions = readDecisions(first.root, stage.host);
  const review = reviewOf(sitesOf(first, decisions), decisions);
  const walk: Walk = { plan: first, review, runs: new Map() };
  stage.write(openingText(review, widthOf(stage)));
  while (walk.review.ended === null) {
    await show(walk, stage);
    await answer(walk, stage);
    if (stage.stopped()) walk.review = { ...walk.review, ended: 'interrupted' };
  }
  stage.write(`\n${closingText(walk.review, walk.runs, widthOf(stage))}`);
  return { ended: walk.review.ended, plan: walk.plan, decisions: walk.review.decisions };
}

async function show({ plan, review }: Walk, stage: Stage): Promise<void> {
  const found = siteAt(review);
  if (found === undefined) return;
  const diff = await diffAsItStands(plan, found, stage.host, (decision) => stage.alone(decision));
  const site = diff === undefined ? found : { ...found, diff };
  const { rows } = stage.size();
  const number = review.sites.indexOf(found) + 1;
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
  return readText(path.join(root, site.path), host)?.split('\n') ?? null;
}

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
    } else if (await take(walk, pressed, stage)) return;
  }
}

/** Keeps what is decided now, and plans anew where that can change other sites. False where it cannot be kept. */
async function take(walk: Walk, { review, next }: Pressed, stage: Stage): Promise<boolean> {
  const before = walk.review;
  try {
    if (review.decisions !== before.decisions) await keep(walk.plan, before.decisions, review.decisions, stage);
  } catch (error) {
    return told(error, stage);
  }
  walk.review = review;
  // Of an answer that was taken back the site is in question again; else it is the one that was.
  const isBack = review.steps.length < before.steps.length;
  if (next.kind === 'plan') await planAgain(walk, stage, isBack ? review.at : before.at);
  return true;
}

/** Only what this answer changes: `migrate decide` in another window, or a pull, may have changed the rest of the file. */
async function keep(
  { root }: Plan,
  before: readonly Decision[],
  now: readonly Decision[],
  { host, hold }: Stage,
): Promise<void> {
  const changed = [...before.filter((each) => !now.includes(each)), ...now.filter((each) => !before.includes(each))];
  const ids = new Set(changed.map(({ id }) => id));
  const others = readDecisions(root, host).filter(({ id }) => !ids.has(id));
  const own = now.filter(({ id }) => ids.has(id));
  await hold(() => keepDecisions(root, [...others, ...own], host));
}

async function reasoned(walk: Walk, stage: Stage): Promise<boolean> {
  stage.write('Why, in one line (Return for no reason, Escape to go back)? ');
  const why = await stage.keys.line();
  stage.write('\n');
  if (why.kind === 'back') return false;
  return take(walk, why.kind === 'typed' ? leaving(walk.review, why.text) : press(walk.review, 'interrupt'), stage);
}
