// Decisions laid on places of the files as they were.

import type { Span } from '@resession/transforms/lib';
import type { Decision } from '../decision.ts';

/** By the keys of places. */
export interface Placed {
  readonly decisions: ReadonlyMap<string, Decision>;
  /** Places that may be one that somebody left, with the ids of those decisions. */
  readonly claims: ReadonlyMap<string, readonly string[]>;
}

/** A place as a key. */
export function placeKey(path: string, codemod: string, { start, end }: Span): string {
  return JSON.stringify([path, codemod, start, end]);
}
