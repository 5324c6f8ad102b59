// `e`: the person's editor on the proposed text or on the file itself, and what becomes of the site then.

import path from 'node:path';
import { kindOf, undo, type PlannedFinding } from '@resession/engine';
import { edited, sameSite, takenBack } from './answering.ts';
import { type Draft, draftOf, objectionTo, readText, writeOwnText } from './own-text.ts';
import { visible } from '../visible.ts';
import { planAgain, say, told, type Stage, type Walk } from './walk.ts';

/** The editor, on the proposed text where there is one, else on the file. False where nothing came of it. */
export async function edit(walk: Walk, site: PlannedFinding, stage: Stage): Promise<boolean> {
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
    stage.write(`What you wrote stands nowhere but here:\n${visible(text)}\n`);
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
      const came = wrong === null ? readText(file, stage.host) : null;
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

/** Undoes what was edited. False where that cannot be done. */
export async function takeBack(walk: Walk, run: string, stage: Stage): Promise<boolean> {
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
