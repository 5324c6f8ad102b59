// What a consumer's error tests met under SDK v1, and what the same mishap looks like under v2: one row for both. That the
// rows are true is shown in moved-rows.test.ts, against running clients of both.

import type { Node } from '@babel/types';
import { catalogue } from '../recogniser/catalogue/catalogue.ts';
import { fullClosureOf } from '../recogniser/names/closure.ts';
import { error } from '../recogniser/catalogue/model-errors.ts';
import {
  mcpError,
  sdkError,
  sdkHttpError,
  sseError,
  streamableHttpError,
  unauthorizedError,
} from '../recogniser/catalogue/sdk.ts';
import { isPrimitive, object, type Value } from '../recogniser/language/value.ts';
import { sdkImports } from '../sdk-imports.ts';
import type { Source } from '../source.ts';
import { walk } from '../tree.ts';
import {
  asThen,
  errorClass,
  http,
  local,
  type Pair,
  resourceNotFoundError,
  sent,
  unchanged,
  wrapped,
} from './moved-errors.ts';

/**
 * - `http`: a refused request; the status went from `code` to `status`
 * - `client`: found by the client itself; a number became a text, McpError became SdkError
 * - `sent`: the server sent one of the two numbers that v1 used for that; the number stays
 * - `server`: any other JSON-RPC error; the number stays, the class has another name
 * - `new`: v2 throws an SdkError where v1 threw something without a code of its own
 * - `same`: nothing changed
 * - `text`: an error that carries nothing but a text of the condition itself
 */
export type MovedKind = 'http' | 'client' | 'sent' | 'server' | 'new' | 'same' | 'text';

/** One mishap as both generations tell it. `then` and `now` make a fresh value each time. */
export interface MovedRow extends Pair {
  readonly id: string;
  readonly words: string;
  readonly kind: MovedKind;
}

const row = (kind: MovedKind, id: string, words: string, pair: Pair): MovedRow => ({ kind, id, words, ...pair });

/** Catalogue rows that are the same mishap in both generations; what follows below is told here instead. */
const toldBelow = /^(timeout|closed|params|method|resource|internal|inside-200|content-type|unauthorized)$/;

function catalogued(transport: Transport): readonly MovedRow[] {
  const now = new Map(catalogue({ generations: new Set(['v2']), sse: false }).map((each) => [each.id, each]));
  return catalogue({ generations: new Set(['v1']), sse: false }).flatMap((each): MovedRow[] => {
    const twin = now.get(each.id);
    const gone = twin === undefined || each.kind === 'wording' || each.id === 'terminate-404' || each.id === 'sse-404';
    if (gone || toldBelow.test(each.id) || each.id.startsWith('old-')) return [];
    const kind = each.generation === 'either' ? 'same' : kindOf(each.stock(), twin.patched());
    const from = kind === 'client' ? 'client' : 'server';
    return [row(kind, each.id, each.words, { then: () => asThen(each[transport](), from), now: () => twin.patched() })];
  });
}

/** What became of a mishap, by the classes of its errors and of those inside their causes. */
function kindOf(then: Value, now: Value): MovedKind {
  if (isPrimitive(then) || isPrimitive(now) || then.kind !== 'object' || now.kind !== 'object') return 'same';
  if (then.own.has('cause') && now.own.has('cause')) return kindOf(then.own.get('cause'), now.own.get('cause'));
  const code = then.own.get('code');
  if (then.type === mcpError && now.type === sdkError) return 'client';
  if (then.type === mcpError) return code === -32000 || code === -32001 ? 'sent' : 'server';
  if (now.type === sdkHttpError) return 'http';
  return now.type === sdkError ? 'new' : 'same';
}

/** The transport that a file had under v1: what asks for the expired code already had the patched one. */
type Transport = 'stock' | 'patched';

const resource = (): Value => object([['uri', 'file:///a']]);

const everywhere: Readonly<Record<Transport, readonly MovedRow[]>> = {
  stock: [...catalogued('stock'), ...told()],
  patched: [...catalogued('patched'), ...told()],
};

function told(): readonly MovedRow[] {
  return [
    row('http', 'http-401-again', 'HTTP 401 after signing in', http(401, '', 'CLIENT_HTTP_AUTHENTICATION')),
    row('http', 'http-403-scope', 'HTTP 403, the scope is not enough', http(403, '', 'CLIENT_HTTP_FORBIDDEN')),
    row('http', 'wrapped-401', 'HTTP 401, inside a cause', wrapped(http(401))),
    row('http', 'wrapped-500', 'HTTP 500, inside a cause', wrapped(http(500))),
    row('client', 'timeout', 'request timed out', local(-32001, 'REQUEST_TIMEOUT', 'Request timed out')),
    row(
      'client',
      'aborted-request',
      'request aborted by its signal',
      local(-32001, 'REQUEST_TIMEOUT', 'AbortError: This operation was aborted'),
    ),
    row('client', 'closed', 'connection closed', local(-32000, 'CONNECTION_CLOSED', 'Connection closed')),
    row('sent', 'sent-32001', 'JSON-RPC error -32001 of the server', sent(-32001, 'Session not found')),
    row('sent', 'sent-32000', 'JSON-RPC error -32000 of the server', sent(-32000, 'Server error')),
    row('server', 'params', 'invalid params', sent(-32602, 'Tool x not found')),
    row('server', 'method', 'method not found', sent(-32601, 'Method not found')),
    row('server', 'resource', 'resource not found', sent(-32002, 'Resource not found')),
    row('server', 'internal', 'internal error', sent(-32603, 'Internal error')),
    row(
      'server',
      'resource-uri',
      'resource not found, with its address',
      sent(-32602, 'Resource not found', resource(), resourceNotFoundError),
    ),
    row('new', 'content-type', 'unexpected content type', {
      then: () =>
        asThen(error(streamableHttpError, { message: 'Streamable HTTP error: Unexpected content type', code: -1 })),
      now: () =>
        error(sdkError, {
          message: 'Unexpected content type',
          code: 'CLIENT_HTTP_UNEXPECTED_CONTENT',
          name: 'SdkError',
        }),
    }),
    row('new', 'not-connected-notification', 'not connected, on a notification', {
      then: () => error(errorClass, { message: 'Not connected' }),
      now: () => error(sdkError, { message: 'Not connected', code: 'NOT_CONNECTED', name: 'SdkError' }),
    }),
    row('new', 'unauthorized', 'unauthorized', {
      then: () => error(unauthorizedError, { message: 'Unauthorized', name: 'Error' }),
      now: () => error(unauthorizedError, { message: 'Unauthorized', name: 'UnauthorizedError' }),
    }),
  ];
}

/** `SseError.code` is the HTTP status in v2 still. */
const sseRows: readonly MovedRow[] = [401, 403, 404, 405, 429, 500, 502, 503].map(sseRow);

function sseRow(status: number): MovedRow {
  const message = `SSE error: Non-200 status code (${status})`;
  const make = (): Value => error(sseError, { message, code: status, name: 'Error' });
  return row('same', `sse-${status}`, `HTTP ${status} of the SSE transport`, unchanged(make));
}

/** An error of another client, which keeps its status in `code`. */
function foreignRow(status: number): MovedRow {
  const make = (): Value => error(errorClass, { message: `Request failed with status ${status}`, code: status });
  return row('same', `foreign-${status}`, `HTTP ${status} of another client`, unchanged(make));
}

/** Whose errors a condition can meet beside those of the Streamable HTTP transport. */
export interface Beside {
  readonly sse: boolean;
  readonly foreign: boolean;
}

/** The rows to put to a condition: the catalogue, and a probe for each literal in what it is made of. */
export function movedRows(source: Source, condition: Node, { sse, foreign }: Beside): readonly MovedRow[] {
  const statuses = new Set<number>();
  const probes = new Map<string, MovedRow>();
  for (const part of fullClosureOf(source, condition)) {
    walk(part, (node) => {
      const status = statusIn(node);
      if (status !== undefined) statuses.add(status);
      const probe = probeOf(node);
      if (probe !== undefined) probes.set(probe.id, probe);
      return undefined;
    });
  }
  const numbers = [...statuses];
  return [
    ...everywhere[sdkImports(source).all.some(({ sdk }) => sdk.from === 'transport') ? 'patched' : 'stock'],
    ...numbers.map((status) => row('http', `probe-${status}`, `HTTP ${status}`, http(status))),
    ...numbers.map((status) =>
      row('http', `wrapped-${status}`, `HTTP ${status}, inside a cause`, wrapped(http(status))),
    ),
    ...(sse ? [...sseRows, ...numbers.map(sseRow)] : []),
    ...(foreign ? [401, 403, 404, 500, ...numbers].map(foreignRow) : []),
    ...probes.values(),
  ];
}

function statusIn(node: Node): number | undefined {
  const text = node.type === 'NumericLiteral' || node.type === 'StringLiteral' ? String(node.value) : '';
  return /^[45]\d\d$/.test(text) ? Number(text) : undefined;
}

function probeOf(node: Node): MovedRow | undefined {
  if (node.type === 'StringLiteral' && node.value.length > 2 && node.value.length < 200) {
    const { value } = node;
    const make = (): Value => error(errorClass, { message: value, code: value });
    return row('text', `text-${value}`, `an error with the code "${value}"`, unchanged(make));
  }
  if (node.type !== 'UnaryExpression' || node.operator !== '-' || node.argument.type !== 'NumericLiteral')
    return undefined;
  const code = -node.argument.value;
  if (code === -32000 || code === -32001) return undefined;
  return row('server', `rpc${code}`, `JSON-RPC error ${code}`, sent(code, 'refused by the server'));
}
