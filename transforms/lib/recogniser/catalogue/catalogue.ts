// The model errors: what a stock transport throws and what the patched one throws in its place. Class, code and message were
// read off running SDKs (sdk 1.15.1, 1.20.2, 1.32.2, client 2.0.0, 2.4.0) against plain HTTP servers; the patched
// column is the transport's contract. To add one, add it to the file of its family and to that file's test.

import type { Generation } from '../../codemod.ts';
import { alikeRows } from './alike-rows.ts';
import { expiredRows } from './expired-rows.ts';
import { networkRows } from './network-rows.ts';
import { ownRows } from './own-rows.ts';
import { protocolRows } from './protocol-rows.ts';
import type { Row } from './rows.ts';
import { sseConnectRow, sseRows } from './sse-rows.ts';
import { statusRows } from './status-rows.ts';

export { isExpired, type Row, type RowKind } from './rows.ts';

/** Whose errors are put in. */
export interface Models {
  readonly generations: ReadonlySet<Generation>;
  readonly sse: boolean;
}

const families = [expiredRows, statusRows, alikeRows, protocolRows];
const shared: readonly Row[] = [...networkRows, sseConnectRow, ...ownRows];

const all: Readonly<Record<Generation, readonly Row[]>> = { v1: rowsOf('v1'), v2: rowsOf('v2') };

function rowsOf(generation: Generation): readonly Row[] {
  return families.flatMap((rows) => rows(generation));
}

/** The model errors of the given generations; `sse`: the old SSE transport is in use as well. */
export function catalogue({ generations, sse }: Models): readonly Row[] {
  const own = [...generations].sort().flatMap((generation) => all[generation]);
  return [...own, ...shared, ...(sse ? sseRows : [])];
}
