// How the SDKs and the patched transport make their errors: class, code, message and data, as running SDKs threw them.

import type { Generation } from '../codemod.ts';
import { errorClass } from './errors.ts';
import { sdkHttpError, sessionExpired, sessionExpiredError, streamableHttpError } from './sdk.ts';
import { object, type ClassValue, type ObjectValue, type Value } from './value.ts';

/** An error of a class with these own fields. */
export function error(type: ClassValue, fields: Readonly<Record<string, Value>>): ObjectValue {
  return object(Object.entries(fields), type);
}

/** What stock v1 throws for a refused POST; up to 1.23 it was a plain Error. */
export function refusedV1(status: number, text: string): ObjectValue {
  return error(streamableHttpError, {
    message: `Streamable HTTP error: Error POSTing to endpoint: ${text}`,
    code: status,
  });
}

/** The same up to v1 1.23, and of the SSE transport to this day. */
export function refusedOld(status: number, text: string): ObjectValue {
  return error(errorClass, { message: `Error POSTing to endpoint (HTTP ${status}): ${text}` });
}

/** What stock v2 throws for a refused POST. */
export function refusedV2(
  status: number,
  text: string,
  code = 'CLIENT_HTTP_NOT_IMPLEMENTED',
  message?: string,
): ObjectValue {
  const data = object([
    ['status', status],
    ['statusText', statusTexts[status] ?? ''],
    ...(message === undefined ? [['text', text] as const] : []),
  ]);
  const own: readonly (readonly [string, Value])[] = [
    ['message', message ?? `Error POSTing to endpoint: ${text}`],
    ['code', code],
    ['data', data],
    ['name', 'SdkHttpError'],
  ];
  return {
    ...object(own, sdkHttpError),
    getters: new Map<string, Value>([
      ['status', status],
      ['statusText', statusTexts[status] ?? ''],
    ]),
  };
}

/** What the patched transport throws. */
export function expiredError(generation: Generation, text: string, status = 404, stream = false): ObjectValue {
  const said = stream
    ? 'Failed to open SSE stream: session expired (HTTP 404)'
    : `Session expired (HTTP ${status}): ${text}`;
  const data = object(
    stream
      ? [
          ['status', 404],
          ['statusText', 'Not Found'],
        ]
      : [
          ['status', status],
          ['text', text],
        ],
  );
  if (generation === 'v1') {
    const own = {
      message: `Streamable HTTP error: ${said}`,
      code: 404,
      sdkCode: sessionExpired,
      data,
      name: 'SessionExpiredError',
    };
    return error(sessionExpiredError, own);
  }
  const own: readonly (readonly [string, Value])[] = [
    ['message', said],
    ['code', sessionExpired],
    ['data', data],
    ['name', 'SdkHttpError'],
  ];
  return { ...object(own, sdkHttpError), getters: new Map<string, Value>([['status', status]]) };
}

/** Reason phrases, which v2 repeats in `statusText`. */
export const statusTexts: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  410: 'Gone',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};
