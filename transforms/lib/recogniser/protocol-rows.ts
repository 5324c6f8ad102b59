// Model errors that no HTTP status tells: JSON-RPC answers, timeouts, the network, and things of the consumer's own.

import type { Generation } from '../codemod.ts';
import { domExceptionClass, errorClass, typeErrorClass } from './errors.ts';
import { error } from './model-errors.ts';
import { row, type Row } from './rows.ts';
import { mcpError, protocolError, sdkError, sseError, streamableHttpError, unauthorizedError } from './sdk.ts';
import { list, object, type ObjectValue } from './value.ts';

/** JSON-RPC errors and timeouts: McpError with a number in v1, ProtocolError and SdkError in v2. */
export function protocolRows(generation: Generation): readonly Row[] {
  const rpc = (code: number, message: string): ObjectValue =>
    generation === 'v1'
      ? error(mcpError, { message: `MCP error ${code}: ${message}`, code, name: 'McpError' })
      : error(protocolError, { message, code, name: 'ProtocolError' });
  const local = (code: number, name: string, message: string): ObjectValue =>
    generation === 'v1' ? rpc(code, message) : error(sdkError, { message, code: name, name: 'SdkError' });
  return [
    row(generation, {
      id: 'timeout',
      words: 'request timed out',
      kind: 'timeout',
      quick: true,
      stock: () => {
        const value = local(-32001, 'REQUEST_TIMEOUT', 'Request timed out');
        value.own.set('data', object([['timeout', 60_000]]));
        return value;
      },
    }),
    row(generation, {
      id: 'closed',
      words: 'connection closed',
      kind: 'other',
      stock: () => local(-32000, 'CONNECTION_CLOSED', 'Connection closed'),
    }),
    row(generation, {
      id: 'params',
      words: 'invalid params',
      kind: 'other',
      quick: true,
      stock: () => rpc(-32602, 'Tool x not found'),
    }),
    row(generation, {
      id: 'method',
      words: 'method not found',
      kind: 'other',
      stock: () => rpc(-32601, 'Method not found'),
    }),
    row(generation, {
      id: 'resource',
      words: 'resource not found',
      kind: 'other',
      stock: () => rpc(-32002, 'Resource not found'),
    }),
    row(generation, {
      id: 'internal',
      words: 'internal error',
      kind: 'other',
      stock: () => rpc(-32603, 'Internal error'),
    }),
    row(generation, {
      id: 'inside-200',
      words: '"session not found" inside a 200',
      kind: 'beside',
      stock: () => rpc(-32001, 'Session not found'),
    }),
    row(generation, {
      id: 'content-type',
      words: 'unexpected content type',
      kind: 'other',
      stock: () =>
        generation === 'v1'
          ? error(streamableHttpError, {
              message: 'Streamable HTTP error: Unexpected content type: text/html',
              code: -1,
            })
          : error(sdkError, {
              message: 'Unexpected content type: text/html',
              code: 'CLIENT_HTTP_UNEXPECTED_CONTENT',
              name: 'SdkError',
            }),
    }),
  ];
}

/** The same in both generations. */
export const sharedRows: readonly Row[] = [
  row('either', {
    id: 'refused',
    words: 'connection refused',
    kind: 'other',
    quick: true,
    stock: () => {
      const cause = error(errorClass, {
        message: 'connect ECONNREFUSED 127.0.0.1:3000',
        code: 'ECONNREFUSED',
        errno: -111,
      });
      return error(typeErrorClass, { message: 'fetch failed', cause });
    },
  }),
  row('either', {
    id: 'reset',
    words: 'connection reset',
    kind: 'other',
    stock: () => error(errorClass, { message: 'read ECONNRESET', code: 'ECONNRESET' }),
  }),
  row('either', {
    id: 'aborted',
    words: 'aborted',
    kind: 'other',
    stock: () => error(domExceptionClass, { message: 'This operation was aborted', name: 'AbortError', code: 20 }),
  }),
  row('either', {
    id: 'unauthorized',
    words: 'unauthorized',
    kind: 'other',
    stock: () => error(unauthorizedError, { message: 'Unauthorized' }),
  }),
  row('either', {
    id: 'sse-404',
    words: '404 of the old SSE transport',
    kind: 'beside',
    stock: () =>
      error(sseError, {
        message: 'SSE error: Non-200 status code (404)',
        code: 404,
        event: object([
          ['code', 404],
          ['message', 'Non-200 status code (404)'],
        ]),
      }),
  }),
  row('either', {
    id: 'not-connected',
    words: 'not connected',
    kind: 'other',
    stock: () => error(errorClass, { message: 'Not connected' }),
  }),
  row('either', {
    id: 'own',
    words: 'an error of its own',
    kind: 'other',
    quick: true,
    stock: () => error(errorClass, { message: 'Something else broke' }),
  }),
  row('either', { id: 'text-thrown', words: 'a thrown text', kind: 'other', stock: () => 'Something else broke' }),
  row('either', { id: 'nothing-thrown', words: 'nothing', kind: 'other', stock: () => undefined }),
  row('either', { id: 'list-thrown', words: 'a thrown list', kind: 'other', stock: () => list([]) }),
];
