// Model errors as errors of the real classes, and what can be asked of either, so that one is held against the other.

import {
  SdkError,
  SdkHttpError,
  ProtocolError,
  UnauthorizedError as UnauthorizedV2,
  SseError as SseV2,
} from '@modelcontextprotocol/client';
import { UnauthorizedError as UnauthorizedV1 } from '@modelcontextprotocol/sdk/client/auth.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpError } from '@modelcontextprotocol/sdk/types.js';
import { makeSource } from '../../source.ts';
import { toText } from '../language/coerce.ts';
import { errorClass } from '../language/errors.ts';
import { machineOn } from '../language/interpreter.ts';
import type { Machine } from '../language/machine.ts';
import { hasProperty, readMember } from '../language/members.ts';
import { enumerableKeys, ownKeys } from '../language/properties.ts';
import {
  isErrorType,
  isInstance,
  isList,
  isObject,
  isPrimitive,
  type ClassValue,
  type ObjectValue,
  type Value,
} from '../language/value.ts';
import { worldOf } from '../names/world.ts';

// Loaded by a name that the compiler does not follow: it is built after this.
const patched: string = '@resession/transport/v1';
const { SessionExpiredError } = (await import(patched)) as {
  readonly SessionExpiredError: new (message: string, data: object) => Error;
};

export function freshMachine(): Machine {
  return machineOn(worldOf(makeSource('x.ts', '')), 1_000_000);
}

/** A plain value of the interpreter as one of the host. */
export function hostOf(value: Value): unknown {
  if (isPrimitive(value)) return value;
  if (isList(value)) return value.items.map(hostOf);
  if (!isObject(value)) throw new Error(`a ${value.kind} in a model error`);
  return isErrorType(value.type)
    ? realError(value)
    : Object.fromEntries([...value.own].map(([key, item]) => [key, hostOf(item)]));
}

const after = (text: unknown, prefix: string): string => String(text).replace(prefix, '');
const loose = <Made>(make: unknown): new (...args: unknown[]) => Made => make as new (...args: unknown[]) => Made;

type Fields = Readonly<Record<string, unknown>>;

/** By the id of the class: its real constructor called with what the model error holds. */
const makers: Readonly<Record<string, (fields: Fields) => Error>> = {
  'v1:StreamableHTTPError': ({ code, message }) =>
    new StreamableHTTPError(code as number, after(message, 'Streamable HTTP error: ')),
  'v1:SessionExpiredError': ({ message, data }) =>
    new (loose<Error>(SessionExpiredError))(after(message, 'Streamable HTTP error: '), data),
  'v1:McpError': ({ code, message, data }) =>
    new McpError(code as number, after(message, `MCP error ${String(code)}: `), data),
  'v2:SdkError': ({ code, message, data }) => new (loose<Error>(SdkError))(code, message, data),
  'v2:SdkHttpError': ({ code, message, data }) => new (loose<Error>(SdkHttpError))(code, message, data),
  'v2:ProtocolError': ({ code, message, data }) => new (loose<Error>(ProtocolError))(code, message, data),
  'sdk:SseError': ({ code, message, event }) => new (loose<Error>(SseV2))(code, after(message, 'SSE error: '), event),
  'sdk:UnauthorizedError': ({ message, name }) =>
    new (name === undefined ? UnauthorizedV1 : loose<Error>(UnauthorizedV2))(String(message)),
  DOMException: () => new DOMException('This operation was aborted', 'AbortError') as unknown as Error,
  'undici:SocketError': (fields) => assign(new (class SocketError extends Error {})(String(fields['message'])), fields),
  TypeError: (fields) => new TypeError(String(fields['message']), 'cause' in fields ? { cause: fields['cause'] } : {}),
  Error: (fields) =>
    assign(new Error(String(fields['message']), 'cause' in fields ? { cause: fields['cause'] } : {}), fields),
};

function assign(error: Error, fields: Fields): Error {
  const { message: _, cause: __, ...rest } = fields;
  return Object.assign(error, rest);
}

/** The model error as the SDK's own class makes it. */
export function realError(value: ObjectValue): Error {
  const make = makers[value.type?.id ?? ''];
  if (make === undefined) throw new Error(`no real class for ${value.type?.id ?? 'a plain object'}`);
  return make(Object.fromEntries([...value.own].map(([key, item]) => [key, hostOf(item)])));
}

/** What a program can ask of an error. */
export interface Shape {
  readonly classes: readonly string[];
  readonly own: readonly string[];
  readonly enumerable: readonly string[];
  readonly text: string;
  readonly json: string | undefined;
  readonly has: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
}

const asked = ['message', 'name', 'stack', 'code', 'data', 'status', 'statusText', 'cause', 'sdkCode', 'event', 'toString', 'foo', 'response', 'errno', 'type']; // prettier-ignore
const read = ['message', 'name', 'code', 'status', 'statusText', 'sdkCode', 'errno', 'syscall', 'foo'];

/** Ports and timeouts differ from run to run. */
const steady = (text: string): string => text.replace(/(127\.0\.0\.1:|"timeout":|"port":)\d+/g, '$1N');

export function shapeOfReal(error: Error): Shape {
  const classes: string[] = [];
  for (
    let at: unknown = Object.getPrototypeOf(error);
    at !== Object.prototype && at !== null;
    at = Object.getPrototypeOf(at)
  ) {
    classes.push((at as Error).constructor.name);
  }
  return {
    classes,
    own: Object.getOwnPropertyNames(error),
    enumerable: Object.keys(error),
    text: steady(String(error)),
    json: steady(JSON.stringify(error) ?? ''),
    has: asked.filter((key) => key in error),
    values: Object.fromEntries(read.map((key) => [key, steadyValue((error as unknown as Fields)[key])])),
  };
}

function steadyValue(value: unknown): unknown {
  return typeof value === 'string' ? steady(value) : value;
}

export function shapeOfModel(value: ObjectValue): Shape {
  const machine = freshMachine();
  const classes: string[] = [];
  for (let at: ClassValue | undefined = value.type; at !== undefined; at = at.parent) classes.push(at.name);
  const json = readMember(machine.global('JSON'), 'stringify', machine);
  return {
    classes,
    own: ownKeys(value),
    enumerable: enumerableKeys(value),
    text: steady(String(toText(value, machine))),
    json: steady(String(machine.call(json, [value], undefined))),
    has: asked.filter((key) => hasProperty(value, key, machine) === true),
    values: Object.fromEntries(read.map((key) => [key, steadyValue(readMember(value, key, machine))])),
  };
}

/** True for a model error that is an error at all. */
export function isModelError(value: Value): value is ObjectValue {
  return isObject(value) && isInstance(value, errorClass);
}
