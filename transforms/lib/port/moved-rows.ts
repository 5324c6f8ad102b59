// What a consumer's error tests met under SDK v1, and what the same mishap looks like under v2: one row for both.

import { catalogue, type Row, type RowKind } from '../recogniser/catalogue.ts';

/** Older wordings have no twin in v2, and a 404 on DELETE is no error any more. */
const untold: ReadonlySet<RowKind> = new Set(['wording']);

/**
 * Rows whose `stock` is the error of v1 and whose `patched` is the one that v2, with the patched transport, throws for
 * the same mishap. All are of kind `other`: a condition that moves along says the same of each.
 */
export function movedRows({ sse }: { readonly sse: boolean }): readonly Row[] {
  const now = new Map(catalogue({ generations: new Set(['v2']), sse }).map((row) => [row.id, row]));
  return catalogue({ generations: new Set(['v1']), sse }).flatMap((row): Row[] => {
    const twin = now.get(row.id);
    if (twin === undefined || untold.has(row.kind) || row.id === 'terminate-404') return [];
    if (row.id === 'sse-404' && !sse) return [];
    return [{ ...row, kind: 'other', stock: () => row.stock(), patched: () => twin.patched() }];
  });
}
