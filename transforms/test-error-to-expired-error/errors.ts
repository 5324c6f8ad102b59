// The errors that a test builds, as values: what `new StreamableHTTPError(404, text)` makes, and the expired one instead.

import type { NewExpression, Node } from '@babel/types';
import type { Generation } from '../lib/codemod.ts';
import { error as errorOf } from '../lib/recogniser/catalogue/model-errors.ts';
import {
  sdkHttpError,
  sessionExpired,
  sessionExpiredError,
  streamableHttpError,
} from '../lib/recogniser/catalogue/sdk.ts';
import { sdkThing } from '../lib/recogniser/catalogue/sdk-names.ts';
import type { Environment } from '../lib/recogniser/language/environment.ts';
import type { Machine } from '../lib/recogniser/language/machine.ts';
import {
  isObject,
  object,
  ownProperty,
  unknown,
  type ObjectValue,
  type Value,
} from '../lib/recogniser/language/value.ts';
import { unwrap } from '../lib/tree.ts';

/** What the class of SDK v1 puts before every message. */
export const prefix = 'Streamable HTTP error: ';

/** The class of the SDK that a construction names, where it is one that says a status. */
export function stockClass(node: Node): 'StreamableHTTPError' | 'SdkHttpError' | undefined {
  if (node.type !== 'NewExpression') return undefined;
  const name = sdkThing(node.callee)?.name;
  return name === 'StreamableHTTPError' || name === 'SdkHttpError' ? name : undefined;
}

/** What a construction of the SDK's error classes makes; undefined for every other expression. */
export function constructed(node: Node, environment: Environment, machine: Machine): ObjectValue | undefined {
  if (node.type !== 'NewExpression') return undefined;
  const thing = sdkThing(node.callee);
  const [first, second, third] = argumentsIn(node, environment, machine);
  switch (thing?.name) {
    case 'StreamableHTTPError':
      return errorOf(streamableHttpError, { code: first, message: prefixed(second) });
    case 'SessionExpiredError':
      return errorOf(sessionExpiredError, {
        code: 404,
        sdkCode: sessionExpired,
        message: prefixed(first),
        data: second,
      });
    case 'SdkHttpError':
      return httpError(first, second, third);
    default:
      return undefined;
  }
}

function argumentsIn(node: NewExpression, environment: Environment, machine: Machine): readonly Value[] {
  return node.arguments.map((each) =>
    each.type === 'SpreadElement' ? unknown('spread arguments') : machine.evaluate(each, environment),
  );
}

function prefixed(message: Value): Value {
  return typeof message === 'string' || message === undefined ? `${prefix}${message}` : unknown('a message');
}

function httpError(code: Value, message: Value, data: Value): ObjectValue {
  const read = (name: string): Value => (isObject(data) ? ownProperty(data, name) : unknown('the data of an error'));
  return {
    ...errorOf(sdkHttpError, { code, message, data, name: 'SdkHttpError' }),
    getters: new Map(['status', 'statusText'].map((name) => [name, read(name)])),
  };
}

/** What the SDK as published throws for an HTTP status. */
export function stockError(generation: Generation, status: number): ObjectValue {
  const message = 'refused';
  if (generation === 'v1') return errorOf(streamableHttpError, { code: status, message: prefixed(message) });
  return httpError('CLIENT_HTTP_NOT_IMPLEMENTED', message, object([['status', status]]));
}

/** The expired error that says what another one said. */
export function expiredFor(error: ObjectValue, generation: Generation): ObjectValue {
  const message = messageOf(error) ?? unknown('a message');
  if (generation === 'v2') return httpError(sessionExpired, message, object([['status', 404]]));
  const data = object([
    ['status', 404],
    ['text', message],
  ]);
  return errorOf(sessionExpiredError, { message: prefixed(message), code: 404, sdkCode: sessionExpired, data });
}

/** What an error says, without what its class puts before it; undefined where that is not known. */
export function messageOf(error: ObjectValue): string | undefined {
  const message = ownProperty(error, 'message');
  if (typeof message !== 'string') return undefined;
  return message.startsWith(prefix) ? message.slice(prefix.length) : message;
}

/** `Object.assign(new Error(...), { code: 404 })`. */
export function isAssigned(node: Node): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { object: of, property } = node.callee;
  const named = of.type === 'Identifier' && of.name === 'Object' && property.type === 'Identifier';
  const [first] = node.arguments;
  return named && property.name === 'assign' && first !== undefined && unwrap(first).type === 'NewExpression';
}
