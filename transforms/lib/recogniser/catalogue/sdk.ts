// The SDK's classes and constants as values. v1: StreamableHTTPError.code is the HTTP status. v2: SdkHttpError.code is a
// string of SdkErrorCode and `status` a getter on data.status. Read off @modelcontextprotocol/sdk 1.32.2 and client 2.4.0.

import type { SdkThing } from '../../sdk-imports.ts';
import { errorClass } from '../language/errors.ts';
import {
  builtin,
  defineClass,
  isPrimitive,
  isInstance,
  isUnknown,
  object,
  ownProperty,
  unknown,
  type ClassValue,
  type Value,
} from '../language/value.ts';

/** What the patched transport puts into `code` (v2) or `sdkCode` (v1). */
export const sessionExpired = 'CLIENT_HTTP_SESSION_EXPIRED';

export const streamableHttpError: ClassValue = defineClass('v1:StreamableHTTPError', 'StreamableHTTPError', errorClass);
export const sessionExpiredError: ClassValue = defineClass(
  'v1:SessionExpiredError',
  'SessionExpiredError',
  streamableHttpError,
);
export const mcpError: ClassValue = defineClass('v1:McpError', 'McpError', errorClass);
export const sseError: ClassValue = branded('sdk:SseError', 'SseError');
export const unauthorizedError: ClassValue = branded('sdk:UnauthorizedError', 'UnauthorizedError');
export const sdkError: ClassValue = branded('v2:SdkError', 'SdkError');
export const sdkHttpError: ClassValue = branded('v2:SdkHttpError', 'SdkHttpError', sdkError);
export const protocolError: ClassValue = branded('v2:ProtocolError', 'ProtocolError');

/** v2's error classes carry a brand, so that `isInstance` works across copies of the package. */
function branded(id: string, name: string, parent = errorClass): ClassValue {
  const statics = new Map<string, Value>();
  const type: ClassValue = { ...defineClass(id, name, parent), statics };
  statics.set(
    'isInstance',
    builtin('isInstance', ([value]) => (isUnknown(value) ? value : isInstance(value, type))),
  );
  return type;
}

const errorCodeV1 = {
  ConnectionClosed: -32000,
  RequestTimeout: -32001,
  ParseError: -32700,
  InvalidRequest: -32600,
  MethodNotFound: -32601,
  InvalidParams: -32602,
  InternalError: -32603,
  UrlElicitationRequired: -32042,
};

const protocolErrorCode = {
  ParseError: -32700,
  InvalidRequest: -32600,
  MethodNotFound: -32601,
  InvalidParams: -32602,
  InternalError: -32603,
  ResourceNotFound: -32002,
  MissingRequiredClientCapability: -32021,
  UnsupportedProtocolVersion: -32022,
  UrlElicitationRequired: -32042,
};

const sdkErrorCode = {
  NotConnected: 'NOT_CONNECTED',
  AlreadyConnected: 'ALREADY_CONNECTED',
  NotInitialized: 'NOT_INITIALIZED',
  CapabilityNotSupported: 'CAPABILITY_NOT_SUPPORTED',
  RequestTimeout: 'REQUEST_TIMEOUT',
  ConnectionClosed: 'CONNECTION_CLOSED',
  SendFailed: 'SEND_FAILED',
  InvalidResult: 'INVALID_RESULT',
  UnsupportedResultType: 'UNSUPPORTED_RESULT_TYPE',
  InputRequiredRoundsExceeded: 'INPUT_REQUIRED_ROUNDS_EXCEEDED',
  ListPaginationExceeded: 'LIST_PAGINATION_EXCEEDED',
  MethodNotSupportedByProtocolVersion: 'METHOD_NOT_SUPPORTED_BY_PROTOCOL_VERSION',
  EraNegotiationFailed: 'ERA_NEGOTIATION_FAILED',
  ClientHttpNotImplemented: 'CLIENT_HTTP_NOT_IMPLEMENTED',
  ClientHttpAuthentication: 'CLIENT_HTTP_AUTHENTICATION',
  ClientHttpForbidden: 'CLIENT_HTTP_FORBIDDEN',
  ClientHttpUnexpectedContent: 'CLIENT_HTTP_UNEXPECTED_CONTENT',
  ClientHttpFailedToOpenStream: 'CLIENT_HTTP_FAILED_TO_OPEN_STREAM',
  ClientHttpFailedToTerminateSession: 'CLIENT_HTTP_FAILED_TO_TERMINATE_SESSION',
  ClientHttpSessionExpired: sessionExpired,
};

/** A TypeScript enum of numbers also tells the name of a number. */
function enumOf(codes: Readonly<Record<string, number>>): Value {
  const entries = Object.entries(codes);
  return object([...entries, ...entries.map(([name, code]) => [String(code), name] as const)]);
}

const shared: Readonly<Record<string, Value>> = { SseError: sseError, UnauthorizedError: unauthorizedError };

const exportsOf: Readonly<Record<SdkThing['generation'], Readonly<Record<string, Value>>>> = {
  v1: {
    ...shared,
    StreamableHTTPError: streamableHttpError,
    McpError: mcpError,
    ErrorCode: enumOf(errorCodeV1),
    SessionExpiredError: sessionExpiredError,
    SdkErrorCode: object(Object.entries(sdkErrorCode)),
  },
  v2: {
    ...shared,
    SdkError: sdkError,
    SdkHttpError: sdkHttpError,
    ProtocolError: protocolError,
    SdkErrorCode: object(Object.entries(sdkErrorCode)),
    ProtocolErrorCode: enumOf(protocolErrorCode),
  },
};

/** The value an SDK name stands for; unknown where conditions on errors have no use for it. */
export function sdkValue(thing: Pick<SdkThing, 'name' | 'generation' | 'from'>): Value {
  if (thing.from === 'transport' && thing.name === 'isSessionExpired') return isSessionExpired;
  const values = exportsOf[thing.generation];
  return Object.hasOwn(values, thing.name) ? values[thing.name] : unknown(`${thing.name} of the SDK`);
}

/** The guard of `@resession/transport`: either generation's code, anywhere in the chain of causes. */
export const isSessionExpired: Value = builtin('isSessionExpired', ([error]) =>
  isUnknown(error) ? error : saysExpired(error),
);

export function saysExpired(error: Value): boolean {
  for (let at = error, depth = 0; depth < 20 && !isPrimitive(at) && at.kind === 'object'; depth++) {
    if (at.own.get('code') === sessionExpired || at.own.get('sdkCode') === sessionExpired) return true;
    at = ownProperty(at, 'cause');
  }
  return false;
}
