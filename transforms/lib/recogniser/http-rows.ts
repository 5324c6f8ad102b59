// Model errors of refused HTTP requests: the expired session in every wording, other statuses, and a 404 that is none.

import type { Generation } from '../codemod.ts';
import { errorClass } from './errors.ts';
import { error, expiredError, refusedOld, refusedV1, refusedV2, statusTexts } from './model-errors.ts';
import { row, type Row } from './rows.ts';
import { streamableHttpError } from './sdk.ts';
import type { ObjectValue, Value } from './value.ts';

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

/** Every way in which a request hears that its session is gone. */
export function expiredRows(generation: Generation): readonly Row[] {
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

/** Other statuses. */
export function statusRows(generation: Generation): readonly Row[] {
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

/** A 404 where no session expired. */
export function alikeRows(generation: Generation): readonly Row[] {
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

/** A refused POST of the SSE transport, as sdk 1.32.2 and client 2.4.0 threw it: a plain Error. */
export const sseRows: readonly Row[] = bodies.map(([id, words, text]) =>
  row('either', {
    id: `sse-${id}`,
    words: words.replace('expired', 'session of the SSE transport gone'),
    kind: 'sse',
    stock: () => refusedOld(404, text),
  }),
);
