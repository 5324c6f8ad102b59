// `.resession/decisions.json`: what people decided, committed with the tree, so that later runs, CI and the bot need not ask again.

import type { Decision } from './decision.ts';
import { ResessionError } from './error.ts';
import { codeOf, type Host } from './host.ts';
import { cannot, placeInside, present, realRoot } from './inside.ts';

/** Where they are kept, relative to the root. */
export const decisionsPlace = '.resession/decisions.json';

/** Nobody decides that much: about ten thousand answers. */
const mostBytes = 4 * 1024 * 1024;

/**
 * What was decided below a root; nothing where there is no such file. Throws `ResessionError` where it is there and cannot be
 * followed: a decision that is overlooked would be asked for again, or its site changed.
 */
export function readDecisions(root: string, host: Host): readonly Decision[] {
  const text = textOf(root, host);
  if (text === null) return [];
  const { schema, decisions } = recordOf(parsed(text));
  if (typeof schema === 'number' && schema > 1)
    throw broken(`it was written by a newer version (schema ${String(schema)})`, 'Update resession and run again.');
  if (schema !== 1 || !Array.isArray(decisions)) throw broken('it holds no "schema": 1 with a list of decisions');
  return decisions.map((each: unknown, index) => decisionOf(each, index));
}

/**
 * Keeps these decisions and no others, in the order of their paths; without any, the file goes. Throws `ResessionError` where
 * it cannot be written, or would be written through a link.
 */
export async function keepDecisions(root: string, decisions: readonly Decision[], host: Host): Promise<void> {
  const home = realRoot(root, host);
  const place = placeInside(home, decisionsPlace, host);
  const folder = placeInside(home, decisionsPlace.slice(0, decisionsPlace.indexOf('/')), host);
  const there = present(place, host);
  try {
    if (decisions.length === 0) {
      if (there !== null) host.remove(place);
      if (host.lstat(folder) !== null && host.readdir(folder).length === 0) host.rmdir(folder);
      return;
    }
    if (host.lstat(folder) === null) host.mkdir(folder);
    const text = JSON.stringify({ schema: 1, decisions: [...decisions].sort(byPath) }, null, 2);
    await host.write(place, Buffer.from(`${text}\n`, 'utf8'));
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw cannot('write', place, error);
  }
}

function textOf(root: string, host: Host): string | null {
  const home = realRoot(root, host);
  if (host.lstat(`${home}/${decisionsPlace}`) === null) return null;
  const place = placeInside(home, decisionsPlace, host);
  try {
    return host
      .read(place, mostBytes)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
  } catch (error) {
    throw cannot('read', place, error);
  }
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
  const { id, codemod, path, message, kind, answer, choice, why } = recordOf(value);
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
    (why !== undefined && !isText(why))
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
  };
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
