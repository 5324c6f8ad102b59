// `.resession/decisions.json`: what people decided, committed with the tree, so that later runs, CI and the bot need not ask again.

import path from 'node:path';
import type { Decision } from './decision.ts';
import { ResessionError } from './error.ts';
import type { Host } from './host.ts';
import { realRoot } from './inside.ts';
import { dropOwnText, keepOwnText, ownText } from './own-file.ts';

/** The name of the file. */
export const decisionsName = 'decisions.json';

/** Where they are kept, relative to the root. */
export const decisionsPlace = `.resession/${decisionsName}`;

/**
 * What was decided below a root; nothing where there is no such file. Throws `ResessionError` where it is there and cannot be
 * followed: a decision that is overlooked would be asked for again, or its site changed.
 */
export function readDecisions(root: string, host: Host): readonly Decision[] {
  refuseOthers(root, host);
  return decisionsAt(root, host);
}

function decisionsAt(root: string, host: Host): readonly Decision[] {
  const text = ownText(root, decisionsPlace, host);
  if (text === null) return [];
  const { schema, decisions } = recordOf(parsed(text.replace(/^\uFEFF/, '')));
  if (typeof schema === 'number' && schema > 1)
    throw broken(`it was written by a newer version (schema ${String(schema)})`, 'Update resession and run again.');
  if (schema !== 1 || !Array.isArray(decisions)) throw broken('it holds no "schema": 1 with a list of decisions');
  return decisions.map((each: unknown, index) => decisionOf(each, index));
}

/**
 * Decisions of the work tree about what lies below a root within it, as `--cwd` makes one, go by other paths and so by other ids:
 * a site that was left there would be changed here.
 */
function refuseOthers(root: string, host: Host): void {
  const home = realRoot(root, host);
  for (const above of foldersInWorkTree(home, host)) {
    const below = path.relative(above, home).split(path.sep).join('/');
    if (host.lstat(path.join(above, decisionsPlace)) === null) continue;
    const one = decisionsAt(above, host).find((each) => each.path.startsWith(`${below}/`));
    if (one === undefined) continue;
    const place = path.relative(home, path.join(above, decisionsPlace)).split(path.sep).join('/');
    const next = 'Take that folder as the root, and name this one as a path instead of with --cwd.';
    throw new ResessionError(`what was decided about ${one.path} goes by another root`, place, next);
  }
}

/** The same the other way round: throws where something that a run looks at was decided from a folder below its root. */
export function refuseDecidedBelow(
  root: string,
  { paths, selected }: Readonly<Record<'paths' | 'selected', readonly string[]>>,
  host: Host,
): void {
  const looked = new Set(selected);
  for (const place of paths.filter((each) => each.endsWith(`/${decisionsPlace}`))) {
    const below = place.slice(0, -decisionsPlace.length - 1);
    const one = decisionsAt(path.join(root, below), host).find((each) => looked.has(`${below}/${each.path}`));
    if (one === undefined) continue;
    const next = `Run with --cwd ${below}; or leave it out here with --ignore ${below}.`;
    throw new ResessionError(`what was decided about ${below}/${one.path} goes by another root`, place, next);
  }
}

/** The folders above one, up to the top of the git work tree that holds it; none outside git and at its top. */
function foldersInWorkTree(home: string, host: Host): readonly string[] {
  const found: string[] = [];
  for (let at = home; host.lstat(path.join(at, '.git')) === null;) {
    const above = path.dirname(at);
    if (above === at) return [];
    found.push(above);
    at = above;
  }
  return found;
}

/**
 * Keeps these decisions and no others, in the order of their paths; without any, the file goes. Throws `ResessionError` where
 * it cannot be written, or would be written through a link.
 */
export async function keepDecisions(root: string, decisions: readonly Decision[], host: Host): Promise<void> {
  if (decisions.length === 0) return dropOwnText(root, decisionsPlace, host);
  await keepOwnText(root, decisionsPlace, decisionsText(decisions), host);
}

/** The file as it is written: decisions in the order of their paths. */
export function decisionsText(decisions: readonly Decision[]): string {
  return `${JSON.stringify({ schema: 1, decisions: [...decisions].sort(byPath) }, null, 2)}\n`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const merging = /^(?:<{7}|>{7}) /m.test(text);
    if (merging) throw broken('it holds the marks of a merge that is not finished', 'Finish the merge and run again.');
    throw broken(`it is no JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

const answers = ['make', 'leave', 'choose'] as const;
const kinds = ['fix', 'ask', 'todo'] as const;

/** Every field that is leant on; what others wrote beside them does not matter. */
function decisionOf(value: unknown, index: number): Decision {
  const { id, codemod, path, message, kind, answer, choice, why, alike } = recordOf(value);
  const knownKind = kinds.find((each) => each === kind);
  const knownAnswer = answers.find((each) => each === answer);
  if (
    !isText(id) ||
    !isText(codemod) ||
    !isText(path) ||
    !isText(message) ||
    knownKind === undefined ||
    knownAnswer === undefined ||
    (knownAnswer === 'choose') !== isText(choice) ||
    (why !== undefined && !isText(why)) ||
    (alike !== undefined && !isMany(alike))
  )
    throw broken(`decision ${String(index + 1)} is none: ${JSON.stringify(value).slice(0, 120)}`);
  return {
    id,
    codemod,
    path,
    kind: knownKind,
    message,
    answer: knownAnswer,
    ...(isText(choice) && { choice }),
    ...(isText(why) && { why }),
    ...(isMany(alike) && { alike }),
  };
}

/** So many sites that are alike, in one function of one file. */
function isMany(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 1 && Number(value) < 10_000;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function broken(what: string, next = 'Mend it, or take it out of the tree to decide anew.'): ResessionError {
  return new ResessionError(`the decisions cannot be followed: ${what}`, decisionsPlace, next);
}

function byPath(a: Decision, b: Decision): number {
  const [one, other] = [a, b].map(({ path, codemod, id }) => `${path}\0${codemod}\0${id}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
