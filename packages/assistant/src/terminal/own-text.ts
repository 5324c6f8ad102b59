// What a person writes in place of what is proposed. It is a change of the file by them: checked, then written at once by a run
// of its own, on the bytes they saw, so that `undo` takes it back like any other.

import path from 'node:path';
import {
  apply,
  type Decision,
  decisionOn,
  type Host,
  kindOf,
  type Plan,
  type PlannedFile,
  type PlannedFinding,
  plannedText,
} from '@resession/engine';
import { languageOf, makeSource, SyntaxProblem } from '@resession/transforms/lib';
import { applyPatch } from 'diff';

/** The text of a file to start from. */
export interface Draft {
  readonly path: string;
  /** As it is, without its byte order mark. */
  readonly before: string;
  readonly mark: string;
  /** With the change of the site. */
  readonly proposed: string;
}

/** Why what came back is not taken, in words; null where it is. `again`: the person may want to go on with it. */
export interface Objection {
  readonly why: string;
  readonly again: boolean;
}

/** What speaks against a text that came back from the editor; null where it is no UTF-8. */
export function objectionTo({ path: place, before, proposed }: Draft, text: string | null): Objection | null {
  const final = (why: string): Objection => ({ why, again: false });
  if (text === null) return final('What came back cannot be read as UTF-8; nothing was taken.');
  if (text === proposed) return final('Nothing was edited; y makes the change as it is proposed.');
  if (text === before) return final('That is the file as it was; n leaves it so.');
  if (text.trim() === '') return final('What came back is empty; nothing was taken.');
  const problem = problemOf(place, text);
  if (problem === null) return null;
  return { why: `It does not parse: line ${String(problem.line)}, ${problem.message}`, again: true };
}

/** A plan that makes this one fix and no other. */
export type Alone = (decision: Decision) => Promise<Plan>;

/** The file of a fix with its change; null where none can be proposed by itself. */
export async function draftOf({ root }: Plan, site: PlannedFinding, host: Host, alone: Alone): Promise<Draft | null> {
  if (kindOf(site) !== 'fix' || site.diff === undefined) return null;
  const text = readText(path.join(root, site.path), host);
  if (text === null) return null;
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const before = text.slice(mark.length);
  const draft = (proposed: string): Draft => ({ path: site.path, before, mark, proposed });
  const patched = withDiff(before, site.diff);
  if (patched !== null) return draft(patched);
  const file = await fileAlone(site, alone);
  return file === undefined ? null : draft(file.after.data.slice(mark.length));
}

/**
 * The change of a fix as the file stands: a plan tells it in the text that others of the file have made already, and lines
 * that are not there yet are nothing to show.
 */
export async function diffAsItStands(
  { root }: Plan,
  site: PlannedFinding,
  host: Host,
  alone: Alone,
): Promise<string | undefined> {
  if (kindOf(site) !== 'fix' || site.diff === undefined) return site.diff;
  const text = readText(path.join(root, site.path), host)?.replace(/^\uFEFF/, '');
  if (text === undefined || withDiff(text, site.diff) !== null) return site.diff;
  return (await fileAlone(site, alone))?.diff ?? site.diff;
}

function withDiff(text: string, diff: string): string | null {
  const hunks = diff.slice(Math.max(0, diff.search(/^@@/m)));
  const patched = applyPatch(text, hunks, { autoConvertLineEndings: false });
  return patched === false ? null : patched;
}

async function fileAlone(site: PlannedFinding, alone: Alone): Promise<PlannedFile | undefined> {
  const { files } = await alone(decisionOn(site, { answer: 'make' }));
  return files.find((each) => each.path === site.path && each.kind === 'source');
}

/** Writes the text in place of the file. Returns the run; null where there was nothing to write. */
export async function writeOwnText(plan: Plan, draft: Draft, text: string, host: Host): Promise<string | null> {
  const { path: place, mark, before } = draft;
  const file = plannedText(place, 'source', mark + before, mark + text);
  const own: Plan = { ...plan, files: [file], install: null, furtherInstalls: [] };
  return (await apply(own, host)).run;
}

/** The text of a file; null where it is none, cannot be read or is too large to be looked at. */
export function readText(file: string, host: Host): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(host.read(file, mostBytes));
  } catch {
    return null;
  }
}

const mostBytes = 16 * 1024 * 1024;

function problemOf(place: string, text: string): SyntaxProblem | null {
  if (languageOf(place) === undefined) return null;
  try {
    makeSource(place, text);
    return null;
  } catch (error) {
    if (error instanceof SyntaxProblem) return error;
    throw error;
  }
}
