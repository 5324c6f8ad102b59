// The old SSE transport, which throws no code: its lost sessions (asked where it is in use), and its 404 at connect.

import { error, refusedOld } from './model-errors.ts';
import { goneBodies } from './expired-rows.ts';
import { row, type Row } from './rows.ts';
import { sseError } from './sdk.ts';
import { object } from '../language/value.ts';

/** A refused POST of the SSE transport: a plain Error to this day. */
export const sseRows: readonly Row[] = goneBodies.map(([id, words, body]) =>
  row('either', {
    id: `sse-${id}`,
    words: words.replace('expired', 'session of the SSE transport gone'),
    kind: 'sse',
    stock: () => refusedOld(404, body),
  }),
);

/** A refused GET of it, asked always. */
export const sseConnectRow: Row = row('either', {
  id: 'sse-404',
  words: '404 of the old SSE transport',
  kind: 'beside',
  stock: () => {
    const message = 'Non-200 status code (404)';
    const event = object([['code', 404], ['message', message]]); // prettier-ignore
    return error(sseError, { message: `SSE error: ${message}`, code: 404, event });
  },
});
