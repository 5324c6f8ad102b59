// How the SDKs and the patched transport make their errors: class, code, message and data, as running SDKs threw them.
// `test/properties/catalogue.test.ts` holds every one of them against real clients.

import type { Generation } from '../../codemod.ts';
import { errorClass } from '../language/errors.ts';
import {
  mcpError,
  protocolError,
  sdkError,
  sdkHttpError,
  sessionExpired,
  sessionExpiredError,
  streamableHttpError,
} from './sdk.ts';
import { object, type ClassValue, type ObjectValue, type Value } from '../language/value.ts';

/** An error of a class with these own fields; the language does not enumerate `message` and `cause`. */
export function error(type: ClassValue, fields: Readonly<Record<string, Value>>): ObjectValue {
  return { ...object(Object.entries(fields), type), hidden: new Set(['message', 'cause']) };
}

/** A refused POST. */
export function refused(generation: Generation, status: number, text: string): ObjectValue {
  return generation === 'v1' ? refusedV1(status, text) : refusedV2(status, text);
}

/** What stock v1 throws for it; up to 1.23 it was a plain Error. */
function refusedV1(status: number, text: string): ObjectValue {
  return transportV1(status, `Error POSTing to endpoint: ${text}`);
}

/** The same up to v1 1.23, and of the SSE transport to this day. */
export function refusedOld(status: number, text: string): ObjectValue {
  return error(errorClass, { message: `Error POSTing to endpoint (HTTP ${status}): ${text}` });
}

/** What stock v2 throws for it. */
function refusedV2(status: number, text: string): ObjectValue {
  const data = object([...statusOf(status), ['text', text]]);
  return transportV2(status, `Error POSTing to endpoint: ${text}`, 'CLIENT_HTTP_NOT_IMPLEMENTED', data);
}

/** A refused GET of the stream. */
export function streamRefused(generation: Generation, status: number): ObjectValue {
  const said = `Failed to open SSE stream: ${statusTexts[status] ?? ''}`;
  if (generation === 'v1') return transportV1(status, said);
  return transportV2(status, said, 'CLIENT_HTTP_FAILED_TO_OPEN_STREAM', object(statusOf(status)));
}

/** A refused DELETE of the session. */
export function terminateRefused(generation: Generation, status: number): ObjectValue {
  const said = `Failed to terminate session: ${statusTexts[status] ?? ''}`;
  if (generation === 'v1') return transportV1(status, said);
  return transportV2(status, said, 'CLIENT_HTTP_FAILED_TO_TERMINATE_SESSION', object(statusOf(status)));
}

function transportV1(status: number, said: string): ObjectValue {
  return error(streamableHttpError, { message: `Streamable HTTP error: ${said}`, code: status });
}

function transportV2(status: number, message: string, code: string, data: ObjectValue): ObjectValue {
  return {
    ...error(sdkHttpError, { message, code, data, name: 'SdkHttpError' }),
    getters: new Map([...statusOf(status), ['statusText', data.own.get('statusText')]]),
  };
}

function statusOf(status: number): readonly (readonly [string, Value])[] {
  return [
    ['status', status],
    ['statusText', statusTexts[status] ?? ''],
  ];
}

/** A JSON-RPC error that the server sent. */
export function answered(generation: Generation, code: number, message: string, data?: Value): ObjectValue {
  return generation === 'v1'
    ? error(mcpError, { message: `MCP error ${code}: ${message}`, code, data, name: 'McpError' })
    : error(protocolError, { message, code, data, name: 'ProtocolError' });
}

/** An error of the client's own making: in v1 it has a JSON-RPC code as well, in v2 a name for a code. */
export function local(
  generation: Generation,
  code: readonly [number, string],
  message: string,
  data?: Value,
): ObjectValue {
  return generation === 'v1'
    ? answered('v1', code[0], message, data)
    : error(sdkError, { message, code: code[1], data, name: 'SdkError' });
}

/** What the patched transport throws for a refused POST (404, or 400 in the gap) or, without a text, for a refused stream. */
export function expiredError(generation: Generation, text: string | undefined, status = 404): ObjectValue {
  const said =
    text === undefined
      ? 'Failed to open SSE stream: session expired (HTTP 404)'
      : `Session expired (HTTP ${status}): ${text}`;
  const rest: readonly [string, Value] = text === undefined ? ['statusText', 'Not Found'] : ['text', text];
  const data = object([['status', status], rest]);
  if (generation === 'v2') return transportV2(status, said, sessionExpired, data);
  const message = `Streamable HTTP error: ${said}`;
  return error(sessionExpiredError, { message, code: 404, sdkCode: sessionExpired, data, name: 'SessionExpiredError' });
}

/** Reason phrases, which v2 repeats in `statusText`. */
export const statusTexts: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  410: 'Gone',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

/** The text of a JSON-RPC error answer, as servers put it into the body of a refusal. */
export function bodyOf(code: number, message: string): string {
  return JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id: null });
}

export const noSessionId: string = bodyOf(-32000, 'Bad Request: No valid session ID provided');
