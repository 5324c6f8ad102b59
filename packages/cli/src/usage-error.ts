// A wrong flag or argument, told like every other error: what, where, what next.

import { closest, distance } from 'fastest-levenshtein';

/** A usage error in the shape of the engine's `ResessionError`. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly what: string;
  readonly where: string;
  readonly next: string;

  constructor(what: string, where: string, next: string) {
    super(what);
    this.what = what;
    this.where = where;
    this.next = next;
  }
}

/** The candidate a typing error away (two letters in the wrong order count as two), if there is one. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const found = closest(word.toLowerCase(), candidates);
  // Less than half of the word may be wrong: 'test' is no 'list'.
  const allowed = Math.min(Math.max(2, Math.floor(found.length / 3)), Math.ceil(word.length / 2) - 1);
  return distance(word.toLowerCase(), found) <= allowed ? found : undefined;
}

/** Picks one of the allowed values, or says which one was probably meant. */
export function oneOf<Value extends string>(flag: string, value: string, allowed: readonly Value[]): Value {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new UsageError(
    `${value === '' ? 'nothing' : `'${value}'`} is no value of ${flag}`,
    flag,
    suggestion(value, allowed),
  );
}

/** One sentence: the nearest candidate, else all of them. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  return near === undefined ? `It takes ${candidates.join(', ')}.` : `Did you mean ${near}?`;
}
