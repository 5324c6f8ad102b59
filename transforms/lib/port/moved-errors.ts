// One mishap as both generations throw it. `then` is v1's error under v2's class names: a file whose imports were moved
// already asks `instanceof SdkHttpError` where v1 asked `instanceof StreamableHTTPError`. Read off sdk 1.32.2 and client 2.4.0.

import { error } from '../recogniser/catalogue/model-errors.ts';
import {
  mcpError,
  protocolError,
  sdkError,
  sdkHttpError,
  sessionExpiredError,
  streamableHttpError,
} from '../recogniser/catalogue/sdk.ts';
import {
  defineClass,
  isPrimitive,
  object,
  type ClassValue,
  type ObjectValue,
  type Value,
} from '../recogniser/language/value.ts';

/** The language's own. */
export const errorClass: ClassValue = mcpError.parent ?? mcpError;

const named = ({ id }: ClassValue, name: string, parent: ClassValue): ClassValue => defineClass(id, name, parent);

/** v1's classes, passing for those that the SDK's own codemod puts in their place. */
const httpThen = named(sdkHttpError, 'StreamableHTTPError', named(sdkError, 'StreamableHTTPError', errorClass));
const serverThen = named(protocolError, 'McpError', errorClass);
/** What the client found by itself was a McpError as well; either class of v2 can stand for it in a moved text. */
const clientThen = named(protocolError, 'McpError', named(sdkError, 'McpError', errorClass));

const moved: ReadonlyMap<ClassValue | undefined, ClassValue> = new Map([
  [streamableHttpError, httpThen],
  [sessionExpiredError, named(sessionExpiredError, 'SessionExpiredError', httpThen)],
  [mcpError, serverThen],
]);

/** v1's error as a moved text sees it, its causes with it. */
export function asThen(value: Value, from: 'server' | 'client' = 'server'): Value {
  if (isPrimitive(value) || value.kind !== 'object') return value;
  const type = value.type === mcpError && from === 'client' ? clientThen : (moved.get(value.type) ?? value.type);
  const own = new Map([...value.own].map(([key, item]) => [key, key === 'cause' ? asThen(item, from) : item]));
  return { ...value, type, own };
}

/** Both sides of one mishap. */
export interface Pair {
  then(): Value;
  now(): Value;
  /** v1's error as a text has it in mind that was moved in part: the class is the old one still, the code the new one. */
  halfway?(): Value;
}

/** A refused HTTP request. */
export function http(status: number, text = '', code = 'CLIENT_HTTP_NOT_IMPLEMENTED'): Pair {
  const said = `Error POSTing to endpoint: ${text}`;
  return {
    then: () => error(httpThen, { message: `Streamable HTTP error: ${said}`, code: status }),
    now: () => {
      const data = object([
        ['status', status],
        ['text', text],
      ]);
      const made = error(sdkHttpError, { message: said, code, data, name: 'SdkHttpError' });
      return { ...made, getters: new Map([['status', status]]) };
    },
  };
}

/** The same inside the `cause` of an error of one's own. */
export function wrapped({ then, now }: Pair): Pair {
  const wrap = (cause: Value): ObjectValue => error(errorClass, { message: 'Tool call failed', cause });
  return { then: () => wrap(then()), now: () => wrap(now()) };
}

/** A JSON-RPC error that the server sent; v2 gives some of them a class of their own, all with the name `ProtocolError`. */
export function sent(code: number, message: string, data?: Value, type: ClassValue = protocolError): Pair {
  return {
    then: () => error(serverThen, { message: `MCP error ${code}: ${message}`, code, name: 'McpError', data }),
    now: () => error(type, { message, code, name: 'ProtocolError', data }),
  };
}

/** What the client found by itself: a number in v1, a text of SdkErrorCode in v2. */
export function local(number: number, code: string, message: string): Pair {
  return {
    then: () =>
      error(clientThen, { message: `MCP error ${number}: ${message}`, code: number, name: 'McpError', data: object() }),
    now: () => error(sdkError, { message, code, name: 'SdkError', data: object() }),
    halfway: () => error(clientThen, { message, code, name: 'McpError', data: object() }),
  };
}

/** A class of its own below ProtocolError. */
export const resourceNotFoundError: ClassValue = defineClass(
  'v2:ResourceNotFoundError',
  'ResourceNotFoundError',
  protocolError,
);

/** The same in both generations. */
export function unchanged(make: () => Value): Pair {
  return { then: make, now: make };
}

/** v2's error with the number in `code` that v1's had, its causes too: what only the number tells apart is seen by it. */
export function withOldNumber(then: Value, now: Value): Value {
  if (isPrimitive(then) || isPrimitive(now) || then.kind !== 'object' || now.kind !== 'object') return now;
  const own = new Map(now.own);
  const [code, cause] = [then.own.get('code'), then.own.get('cause')];
  if (typeof code === 'number') own.set('code', code);
  if (cause !== undefined && own.has('cause')) own.set('cause', withOldNumber(cause, now.own.get('cause')));
  return { ...now, own };
}
