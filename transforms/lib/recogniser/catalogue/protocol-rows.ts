// JSON-RPC errors and the client's own: McpError with a number in v1, ProtocolError and SdkError in v2. A request that
// timed out, and one that the caller aborted, carry -32001 in v1.

import type { Generation } from '../../codemod.ts';
import { answered, error, local } from './model-errors.ts';
import { row, type Row } from './rows.ts';
import { sdkError, streamableHttpError, unauthorizedError } from './sdk.ts';
import { object, type ObjectValue } from '../language/value.ts';

const timedOut = [-32001, 'REQUEST_TIMEOUT'] as const;
const closed = [-32000, 'CONNECTION_CLOSED'] as const;

export function protocolRows(generation: Generation): readonly Row[] {
  const other = (id: string, words: string, stock: () => ObjectValue, quick = false): Row =>
    row(generation, { id, words, kind: 'other', quick, stock });
  return [
    row(generation, {
      id: 'timeout',
      words: 'request timed out',
      kind: 'timeout',
      quick: true,
      stock: () => local(generation, timedOut, 'Request timed out', object([['timeout', 60_000]])),
    }),
    row(generation, {
      id: 'request-aborted',
      words: 'request aborted by the caller',
      kind: 'timeout',
      stock: () => local(generation, timedOut, 'AbortError: This operation was aborted'),
    }),
    other('closed', 'connection closed', () => local(generation, closed, 'Connection closed')),
    other('params', 'invalid params', () => answered(generation, -32602, 'Tool x not found'), true),
    other('method', 'method not found', () => answered(generation, -32601, 'Method not found')),
    other('resource', 'resource not found', () => answered(generation, -32002, 'Resource not found')),
    other('internal', 'internal error', () => answered(generation, -32603, 'Internal error')),
    row(generation, {
      id: 'inside-200',
      words: '"session not found" inside a 200',
      kind: 'beside',
      stock: () => answered(generation, -32001, 'Session not found'),
    }),
    other('unauthorized', 'unauthorized', () => unauthorized(generation)),
    other('content-type', 'unexpected content type', () => unexpectedContent(generation)),
  ];
}

/** v2 gives it a name of its own. */
function unauthorized(generation: Generation): ObjectValue {
  const message = 'Unauthorized';
  return error(unauthorizedError, generation === 'v1' ? { message } : { message, name: 'UnauthorizedError' });
}

function unexpectedContent(generation: Generation): ObjectValue {
  const message = 'Unexpected content type: text/html';
  if (generation === 'v1')
    return error(streamableHttpError, { message: `Streamable HTTP error: ${message}`, code: -1 });
  const data = object([['contentType', 'text/html']]);
  return error(sdkError, { message, code: 'CLIENT_HTTP_UNEXPECTED_CONTENT', data, name: 'SdkError' });
}
