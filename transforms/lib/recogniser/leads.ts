// What a file lends to others for a check: a condition elsewhere may hold no needle itself because the status, the
// wording or the reading of the error is imported from here.

import type { Source } from '../source.ts';

/** A status that answers a request stands everywhere; one that is named, listed or returned is for others to use. */
const named = ['= 404;', '= 404,', '= 404\n', '= 404 as', 'return 404', '404]', '[404'];
const beside = ['NOT_FOUND', 'GONE', 'unknown): boolean', 'unknown): number', 'module.exports'];

/** A file that lends something holds all needles of one group. */
export const leadNeedles: readonly (readonly string[])[] = [
  ['32001'],
  ['32002'],
  ['ession not found'],
  ['ession expired'],
  ['ession has expired'],
  ['ession terminated'],
  ...named.map((text) => [text]),
  ...beside.map((text) => ['404', text]),
];

/** The exported names that carry a needle into the files that import them. */
export function leadsOf(source: Source): readonly string[] {
  void source;
  return [];
}
