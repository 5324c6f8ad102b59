// The model errors: what a stock transport throws and what the patched one throws in its place. Class, code and message were
// read off running SDKs (sdk 1.15.1, 1.20.2, 1.32.2, client 2.0.0, 2.4.0) against plain HTTP servers; the patched
// column is the transport's contract. To add a row, add it to http-rows.ts or protocol-rows.ts, and to catalogue.test.ts.

import type { Generation } from '../codemod.ts';
import { alikeRows, expiredRows, sseRows, statusRows } from './http-rows.ts';
import { protocolRows, sharedRows } from './protocol-rows.ts';
import type { Row } from './rows.ts';

export { isExpired, type Row, type RowKind } from './rows.ts';

/** Whose errors are put in. */
export interface Models {
  readonly generations: ReadonlySet<Generation>;
  readonly sse: boolean;
}

const all: Readonly<Record<Generation, readonly Row[]>> = { v1: rowsOf('v1'), v2: rowsOf('v2') };

function rowsOf(generation: Generation): readonly Row[] {
  const make = [expiredRows, statusRows, alikeRows, protocolRows];
  return make.flatMap((rows) => rows(generation));
}

/** The model errors of the given generations; `sse`: the old SSE transport is in use as well. */
export function catalogue({ generations, sse }: Models): readonly Row[] {
  const own = [...generations].sort().flatMap((generation) => all[generation]);
  return [...own, ...sharedRows, ...(sse ? sseRows : [])];
}
