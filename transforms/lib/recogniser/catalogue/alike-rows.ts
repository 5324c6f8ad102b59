// A 404 where no session expired: stock says of it what it says of an expired session, the patched transport does not.

import type { Generation } from '../../codemod.ts';
import { refused, streamRefused, terminateRefused } from './model-errors.ts';
import { row, type Row } from './rows.ts';

export function alikeRows(generation: Generation): readonly Row[] {
  return [
    row(generation, {
      id: 'connect-404',
      words: '404 at connect, no session yet',
      kind: 'alike',
      stock: () => refused(generation, 404, 'Not Found'),
    }),
    row(generation, {
      id: 'get-404',
      words: '404 on the stream of a session that lives',
      kind: 'alike',
      stock: () => streamRefused(generation, 404),
    }),
    row(generation, {
      id: 'terminate-404',
      words: '404 on terminating the session',
      kind: 'alike',
      stock: () => terminateRefused(generation, 404),
      // It takes that 404 for success and throws nothing.
      patched: () => undefined,
    }),
  ];
}
