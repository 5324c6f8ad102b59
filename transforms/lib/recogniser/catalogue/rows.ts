// One row of the catalogue: a model error before and after the change of transport.

import type { Generation } from '../../codemod.ts';
import type { Value } from '../language/value.ts';

/**
 * - `expired`: the session is gone, in today's wording
 * - `wording`: the same as older releases of the SDK said it; also seen where a guess is dead today
 * - `wrapped`: the same inside a `cause`
 * - `alike`: stock says the same as for an expired session, but there is none (connect, a server without a stream)
 * - `gap`: the patched transport's answers between expiry and the next initialize
 * - `other`: something else, which no rewrite may touch
 * - `timeout`: a request timed out; v1 gives it -32001
 * - `beside`: a server that says "session not found" inside a 200, or over SSE: outside the rule
 * - `sse`: the session of the old SSE transport is gone, which throws no code; only asked where that transport is built
 * - `unsaid`: a 400 about the session; outside the rule, and kept
 */
export type RowKind =
  'expired' | 'wording' | 'wrapped' | 'alike' | 'gap' | 'other' | 'timeout' | 'beside' | 'sse' | 'unsaid';

/** One model error. `stock` and `patched` make a fresh value each time. */
export interface Row {
  readonly id: string;
  readonly words: string;
  readonly kind: RowKind;
  readonly generation: Generation | 'either';
  /** Asked first: a condition that is the same on all of these is about something else. */
  readonly quick: boolean;
  stock(): Value;
  patched(): Value;
}

/** True for the rows that stand for an expired session. */
export function isExpired({ kind }: Pick<Row, 'kind'>): boolean {
  return kind === 'expired' || kind === 'wording' || kind === 'wrapped' || kind === 'gap';
}

/** A row as it is written down. */
export type Draft = Partial<Row> & Pick<Row, 'id' | 'words' | 'kind'> & { readonly stock: () => Value };

/** Fills in what most rows share: the patched transport throws what stock throws. */
export function row(generation: Row['generation'], draft: Draft): Row {
  return { generation, quick: false, patched: draft.stock, ...draft };
}
