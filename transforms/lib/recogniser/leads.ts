// What a file lends to others for a check: a condition elsewhere may hold no needle itself because the status, the
// wording or the reading of the error is imported from here.

import type { Source } from '../source.ts';

/** Texts of which a file that lends one has at least one group. */
export const leadNeedles: readonly (readonly string[])[] = [
  ['404'],
  ['32001'],
  ['32002'],
  ['ession not found'],
  ['ession expired'],
  ['ession has expired'],
  ['ession terminated'],
  ['ession', 'RegExp'],
  ['.status'],
  ['.code'],
];

/** The exported names that carry a needle into the files that import them. */
export function leadsOf(source: Source): readonly string[] {
  void source;
  return [];
}
