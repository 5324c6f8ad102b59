// What fails before an answer: the network, the caller's abort, a client that is not connected.

import { domExceptionClass, errorClass, typeErrorClass } from '../language/errors.ts';
import { error } from './model-errors.ts';
import { row, type Row } from './rows.ts';
import type { ObjectValue, Value } from '../language/value.ts';

const socketError = { ...errorClass, id: 'undici:SocketError', name: 'SocketError', parent: errorClass };

/** What `fetch` throws: the reason is in its cause. */
const fetchFailed = (cause: ObjectValue): ObjectValue => error(typeErrorClass, { message: 'fetch failed', cause });

export const networkRows: readonly Row[] = [
  row('either', {
    id: 'refused',
    words: 'connection refused',
    kind: 'other',
    quick: true,
    stock: () =>
      fetchFailed(
        error(errorClass, {
          message: 'connect ECONNREFUSED 127.0.0.1:3000',
          errno: -111,
          code: 'ECONNREFUSED',
          syscall: 'connect',
          address: '127.0.0.1',
          port: 3000,
        }),
      ),
  }),
  row('either', {
    id: 'hang-up',
    words: 'connection hung up',
    kind: 'other',
    stock: () =>
      fetchFailed(error(socketError, { message: 'other side closed', name: 'SocketError', code: 'UND_ERR_SOCKET' })),
  }),
  row('either', {
    id: 'reset',
    words: 'connection reset',
    kind: 'other',
    stock: () => error(errorClass, { message: 'read ECONNRESET', errno: -104, code: 'ECONNRESET', syscall: 'read' }),
  }),
  row('either', {
    id: 'aborted',
    words: 'aborted',
    kind: 'other',
    stock: () => ({
      ...error(domExceptionClass, {}),
      getters: new Map<string, Value>([['message', 'This operation was aborted'], ['name', 'AbortError'], ['code', 20]]), // prettier-ignore
    }),
  }),
  row('either', {
    id: 'not-connected',
    words: 'not connected',
    kind: 'other',
    stock: () => error(errorClass, { message: 'Not connected' }),
  }),
];
