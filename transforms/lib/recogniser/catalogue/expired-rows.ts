// The expired session: every way in which a request hears of it, today, from older releases, wrapped, and in the gap after.

import type { Generation } from '../../codemod.ts';
import { errorClass } from '../language/errors.ts';
import { bodyOf, error, expiredError, noSessionId, refused, refusedOld, streamRefused } from './model-errors.ts';
import { row, type Row } from './rows.ts';
import type { ObjectValue, Value } from '../language/value.ts';

const html =
  '<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center></body></html>';

/** What servers answer when they do not know the session any more: id, words, body. */
export const goneBodies: readonly (readonly [string, string, string])[] = [
  ['32001', 'expired, body -32001', bodyOf(-32001, 'Session not found')],
  ['32002', 'expired, body -32002', bodyOf(-32002, 'Session not found')],
  ['32600', 'expired, body -32600', bodyOf(-32600, 'Session terminated')],
  ['text', 'expired, body in plain text', 'Session not found'],
  ['html', 'expired, body in HTML', html],
  ['empty', 'expired, no body', ''],
];

const wrap = (cause: Value): ObjectValue => error(errorClass, { message: 'Tool call failed', cause });
const text = 'Session not found';

export function expiredRows(generation: Generation): readonly Row[] {
  const today = goneBodies.map(([id, words, body]) =>
    row(generation, {
      id,
      words,
      kind: 'expired',
      quick: true,
      stock: () => refused(generation, 404, body),
      patched: () => expiredError(generation, body),
    }),
  );
  const older = goneBodies.map(([id, words, body]) =>
    row(generation, {
      id: `old-${id}`,
      words: `${words}, as older releases put it`,
      kind: 'wording',
      quick: id === '32001',
      stock: () => refusedOld(404, body),
      patched: () => expiredError(generation, body),
    }),
  );
  return [
    ...today,
    ...older,
    row(generation, {
      id: 'stream',
      words: 'expired, found by the stream (GET)',
      kind: 'expired',
      stock: () => streamRefused(generation, 404),
      patched: () => expiredError(generation, undefined),
    }),
    row(generation, {
      id: 'wrapped',
      words: 'expired, inside a cause',
      kind: 'wrapped',
      quick: true,
      stock: () => wrap(refused(generation, 404, text)),
      patched: () => wrap(expiredError(generation, text)),
    }),
    row(generation, {
      id: 'gap-400',
      words: 'expired, 400 in the gap before the next initialize',
      kind: 'gap',
      stock: () => refused(generation, 400, noSessionId),
      patched: () => expiredError(generation, noSessionId, 400),
    }),
  ];
}
