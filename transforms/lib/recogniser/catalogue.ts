// The model errors: what a stock transport throws and what the patched one throws in its place. Class, code and message were
// read off running SDKs (sdk 1.15.1, 1.20.2, 1.32.2, client 2.0.0, 2.4.0) against plain HTTP servers; the patched
// column is the transport's contract. To add a row, add it here and to catalogue.test.ts.

import type { Generation } from '../codemod.ts';
import { domExceptionClass, errorClass, typeErrorClass } from './globals.ts';
import { error, expiredError, refusedOld, refusedV1, refusedV2, statusTexts } from './model-errors.ts';
import { mcpError, protocolError, sdkError, sseError, streamableHttpError, unauthorizedError } from './sdk.ts';
import { list, object, type ObjectValue, type Value } from './value.ts';

/**
 * - `expired`: the session is gone, in today's wording
 * - `wording`: the same as older releases of the SDK said it; also seen where a guess is dead today
 * - `wrapped`: the same inside a `cause`
 * - `alike`: stock says the same as for an expired session, but there is none (connect, a server without a stream)
 * - `gap`: the patched transport's answers between expiry and the next initialize
 * - `other`: something else, which no rewrite may touch
 * - `timeout`: a request timed out; v1 gives it -32001
 * - `beside`: a server that says "session not found" inside a 200, or over SSE: outside the rule
 * - `sse`: the session of the old SSE transport is gone, which throws no code; only asked where that transport is built
 * - `unsaid`: a 400 about the session; outside the rule, and kept
 */
export type RowKind =
  'expired' | 'wording' | 'wrapped' | 'alike' | 'gap' | 'other' | 'timeout' | 'beside' | 'sse' | 'unsaid';

/** One model error. `stock` and `patched` make a fresh value each time. */
export interface Row {
  readonly id: string;
  readonly words: string;
  readonly kind: RowKind;
  readonly generation: Generation | 'either';
  /** Asked first: a condition that is the same on all of these is about something else. */
  readonly quick: boolean;
  stock(): Value;
  patched(): Value;
}

/** Whose errors are put in. */
export interface Models {
  readonly generations: ReadonlySet<Generation>;
  readonly sse: boolean;
}

/** True for the rows that stand for an expired session. */
export function isExpired({ kind }: Pick<Row, 'kind'>): boolean {
  return kind === 'expired' || kind === 'wording' || kind === 'wrapped' || kind === 'gap';
}

const body = (code: number, message: string): string =>
  JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id: null });

const html =
  '<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center></body></html>';

/** What servers answer when they do not know the session any more. */
const bodies: readonly (readonly [string, string, string])[] = [
  ['32001', 'expired, body -32001', body(-32001, 'Session not found')],
  ['32002', 'expired, body -32002', body(-32002, 'Session not found')],
  ['32600', 'expired, body -32600', body(-32600, 'Session terminated')],
  ['text', 'expired, body in plain text', 'Session not found'],
  ['html', 'expired, body in HTML', html],
  ['empty', 'expired, no body', ''],
];

const refused: Readonly<Record<Generation, (status: number, text: string) => ObjectValue>> = {
  v1: refusedV1,
  v2: (status, text) => refusedV2(status, text),
};

type Draft = Partial<Row> & Pick<Row, 'id' | 'words' | 'kind'> & { readonly stock: () => Value };

function row(generation: Row['generation'], draft: Draft): Row {
  return { generation, quick: false, patched: draft.stock, ...draft };
}

function expiredRows(generation: Generation): readonly Row[] {
  const now = bodies.map(([id, words, text]) =>
    row(generation, {
      id,
      words,
      kind: 'expired',
      quick: true,
      stock: () => refused[generation](404, text),
      patched: () => expiredError(generation, text),
    }),
  );
  const old = bodies.map(([id, words, text]) =>
    row(generation, {
      id: `old-${id}`,
      words: `${words}, as older releases put it`,
      kind: 'wording',
      quick: id === '32001',
      stock: () => refusedOld(404, text),
      patched: () => expiredError(generation, text),
    }),
  );
  const wrap = (cause: Value): ObjectValue => error(errorClass, { message: 'Tool call failed', cause });
  const text = 'Session not found';
  return [
    ...now,
    ...old,
    row(generation, {
      id: 'stream',
      words: 'expired, found by the stream (GET)',
      kind: 'expired',
      stock: () => streamRefused(generation, 404),
      patched: () => expiredError(generation, '', 404, true),
    }),
    row(generation, {
      id: 'wrapped',
      words: 'expired, inside a cause',
      kind: 'wrapped',
      quick: true,
      stock: () => wrap(refused[generation](404, text)),
      patched: () => wrap(expiredError(generation, text)),
    }),
    row(generation, {
      id: 'gap-400',
      words: 'expired, 400 in the gap before the next initialize',
      kind: 'gap',
      stock: () => refused[generation](400, noSessionId),
      patched: () => expiredError(generation, noSessionId, 400),
    }),
  ];
}

function streamRefused(generation: Generation, status: number): ObjectValue {
  const said = `Failed to open SSE stream: ${statusTexts[status] ?? ''}`;
  return generation === 'v1'
    ? error(streamableHttpError, { message: `Streamable HTTP error: ${said}`, code: status })
    : refusedV2(status, '', 'CLIENT_HTTP_FAILED_TO_OPEN_STREAM', said);
}

function terminateRefused(generation: Generation): ObjectValue {
  const said = 'Failed to terminate session: Not Found';
  return generation === 'v1'
    ? error(streamableHttpError, { message: `Streamable HTTP error: ${said}`, code: 404 })
    : refusedV2(404, '', 'CLIENT_HTTP_FAILED_TO_TERMINATE_SESSION', said);
}

const noSessionId = body(-32000, 'Bad Request: No valid session ID provided');
const notInitialized = body(-32000, 'Bad Request: Server not initialized');
const headerRequired = body(-32000, 'Bad Request: Mcp-Session-Id header is required');

function statusRows(generation: Generation): readonly Row[] {
  const statuses = [401, 403, 405, 406, 410, 415, 429, 500, 502, 503];
  const plain = statuses.map((status) =>
    row(generation, {
      id: `http-${status}`,
      words: `HTTP ${status}`,
      kind: 'other',
      quick: status === 500 || status === 401,
      stock: () => refused[generation](status, statusTexts[status] ?? ''),
    }),
  );
  const old = [401, 429, 500].map((status) =>
    row(generation, {
      id: `old-http-${status}`,
      words: `HTTP ${status}, as older releases put it`,
      kind: 'other',
      stock: () => refusedOld(status, statusTexts[status] ?? ''),
    }),
  );
  const unsaid = [
    ['400', 'HTTP 400, no valid session id', noSessionId],
    ['400-header', 'HTTP 400, session id header required', headerRequired],
    ['400-server', 'HTTP 400, server not initialized', notInitialized],
  ] as const;
  return [
    ...plain,
    ...old,
    ...unsaid.map(([id, words, text]) =>
      row(generation, { id, words, kind: 'unsaid', quick: id === '400', stock: () => refused[generation](400, text) }),
    ),
  ];
}

function alikeRows(generation: Generation): readonly Row[] {
  return [
    row(generation, {
      id: 'connect-404',
      words: '404 at connect, no session yet',
      kind: 'alike',
      stock: () => refused[generation](404, 'Not Found'),
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
      stock: () => terminateRefused(generation),
      patched: () => undefined,
    }),
  ];
}

/** JSON-RPC errors and timeouts: McpError with a number in v1, ProtocolError and SdkError in v2. */
function protocolRows(generation: Generation): readonly Row[] {
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

const sharedRows: readonly Row[] = [
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

const all: Readonly<Record<Generation, readonly Row[]>> = { v1: rowsOf('v1'), v2: rowsOf('v2') };

function rowsOf(generation: Generation): readonly Row[] {
  const make = [expiredRows, statusRows, alikeRows, protocolRows];
  return make.flatMap((rows) => rows(generation));
}

/** A refused POST of the SSE transport, as sdk 1.32.2 and client 2.4.0 threw it: a plain Error. */
const sseRows: readonly Row[] = bodies.map(([id, words, text]) =>
  row('either', {
    id: `sse-${id}`,
    words: words.replace('expired', 'session of the SSE transport gone'),
    kind: 'sse',
    stock: () => refusedOld(404, text),
  }),
);

/** The model errors of the given generations; `sse`: the old SSE transport is in use as well. */
export function catalogue({ generations, sse }: Models): readonly Row[] {
  const own = [...generations].sort().flatMap((generation) => all[generation]);
  return [...own, ...sharedRows, ...(sse ? sseRows : [])];
}
