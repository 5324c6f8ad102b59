// A family of rows as a table for its test: what a program that prints the error would see.

import { toText } from '../language/coerce.ts';
import type { Row } from './rows.ts';

/** By id: the kind of the row and the text of its stock error. */
export function tableOf(rows: readonly Row[]): Readonly<Record<string, string>> {
  return Object.fromEntries(rows.map((row) => [row.id, `${row.kind}: ${String(toText(row.stock()))}`]));
}
