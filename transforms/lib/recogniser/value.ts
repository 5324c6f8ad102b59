// The values the interpreter computes with. Primitives are JavaScript's own; what has identity is a record with a `kind`.

import type { Node } from '@babel/types';
import type { Environment } from './environment.ts';

export type Primitive = string | number | boolean | bigint | null | undefined;

/** A class by identity: two classes of one name from two packages are two classes. */
export interface ClassValue {
  readonly kind: 'class';
  readonly id: string;
  readonly name: string;
  readonly parent: ClassValue | undefined;
  readonly statics: ReadonlyMap<string, Value>;
}

/** An object with own properties; `getters` stand for what its class computes (`SdkHttpError.status`). */
export interface ObjectValue {
  readonly kind: 'object';
  readonly type: ClassValue | undefined;
  readonly own: Map<string, Value>;
  readonly getters: ReadonlyMap<string, Value>;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: Value[];
}

/** A Set, or a Map whose values are beside its keys. */
export interface CollectionValue {
  readonly kind: 'set' | 'map';
  readonly entries: Map<Value, Value>;
}

export interface RegexValue {
  readonly kind: 'regex';
  readonly source: string;
  readonly flags: string;
  lastIndex: number;
}

/** A function of the inspected file, closed over where it was made. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly node: Node;
  readonly environment: Environment;
  readonly self: Value;
}

/** A function of the language or of an SDK. */
export interface BuiltinValue {
  readonly kind: 'builtin';
  readonly name: string;
  readonly call: (args: readonly Value[], self: Value) => Value;
  /** What `Name.member` is (`Number.isInteger`). */
  readonly statics?: ReadonlyMap<string, Value>;
}

/** What is not known, with the way it was reached: `root` is what the name stands for, `path` the properties read from it. */
export interface UnknownValue {
  readonly kind: 'unknown';
  readonly why: string;
  readonly root?: Node;
  readonly path?: readonly string[];
}

export type Value =
  | Primitive
  | ClassValue
  | ObjectValue
  | ListValue
  | CollectionValue
  | RegexValue
  | FunctionValue
  | BuiltinValue
  | UnknownValue;

/** Thrown by consumer code under interpretation; never leaves the recogniser. */
export class ConsumerThrow {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

export function unknown(why: string): UnknownValue {
  return { kind: 'unknown', why };
}

export function isUnknown(value: Value): value is UnknownValue {
  return typeof value === 'object' && value !== null && value.kind === 'unknown';
}

export function object(entries: Iterable<readonly [string, Value]> = [], type?: ClassValue): ObjectValue {
  return { kind: 'object', type, own: new Map(entries), getters: new Map() };
}

export function list(items: Value[]): ListValue {
  return { kind: 'list', items };
}

export function builtin(name: string, call: BuiltinValue['call']): BuiltinValue {
  return { kind: 'builtin', name, call };
}

export function defineClass(id: string, name: string, parent?: ClassValue): ClassValue {
  return { kind: 'class', id, name, parent, statics: new Map() };
}

export function isPrimitive(value: Value): value is Primitive {
  return typeof value !== 'object' || value === null;
}

/** Truthiness in three values: undefined is "not known". */
export function truthy(value: Value): boolean | undefined {
  if (isUnknown(value)) return undefined;
  return isPrimitive(value) ? Boolean(value) : true;
}

/** `instanceof` for a known object and class. */
export function isInstance(value: Value, type: ClassValue): boolean {
  if (isPrimitive(value)) return false;
  let current = value.kind === 'object' ? value.type : undefined;
  for (; current !== undefined; current = current.parent) if (current.id === type.id) return true;
  return type.id === 'Object' && value.kind !== 'unknown';
}

/** True where two values are the same to any observer; used to join branches. */
export function same(left: Value, right: Value): boolean {
  if (Object.is(left, right)) return true;
  if (isPrimitive(left) || isPrimitive(right)) return false;
  if (left.kind === 'unknown' && right.kind === 'unknown') {
    return left.root !== undefined && left.root === right.root && left.path?.join('.') === right.path?.join('.');
  }
  if (left.kind === 'list' && right.kind === 'list') {
    return left.items.length === right.items.length && left.items.every((item, i) => same(item, right.items[i]));
  }
  return false;
}

/** `===` in three values. */
export function strictEquals(left: Value, right: Value): boolean | undefined {
  if (isUnknown(left) || isUnknown(right)) return undefined;
  return left === right;
}

/** `==` in three values, for primitives and null checks. */
export function looseEquals(left: Value, right: Value): boolean | undefined {
  if (isUnknown(left) || isUnknown(right)) return undefined;
  if (left == null || right == null) return left == null && right == null;
  if (isPrimitive(left) && isPrimitive(right)) {
    // eslint-disable-next-line eqeqeq -- this is what is being interpreted
    return left == right;
  }
  if (isPrimitive(left) !== isPrimitive(right)) {
    const texts = [toText(left), toText(right)];
    return isUnknown(texts[0]) || isUnknown(texts[1]) ? undefined : texts[0] === texts[1];
  }
  return left === right;
}

/** `String(value)`. */
export function toText(value: Value): string | UnknownValue {
  if (isUnknown(value)) return value;
  if (isPrimitive(value)) return String(value);
  switch (value.kind) {
    case 'list': {
      const parts = value.items.map((item) => (item == null ? '' : toText(item)));
      return parts.every((part) => typeof part === 'string') ? parts.join(',') : unknown('a text of unknown parts');
    }
    case 'regex':
      return `/${value.source}/${value.flags}`;
    case 'object':
      return isErrorType(value.type) ? errorText(value) : '[object Object]';
    case 'class':
    case 'function':
    case 'builtin':
      return unknown('the text of a function');
    default:
      return `[object ${value.kind === 'set' ? 'Set' : 'Map'}]`;
  }
}

/** `Number(value)`. */
export function toNumber(value: Value): number | UnknownValue {
  if (isUnknown(value)) return value;
  if (isPrimitive(value)) return Number(value);
  const text = toText(value);
  return typeof text === 'string' ? Number(text) : text;
}

export function isErrorType(type: ClassValue | undefined): boolean {
  for (let current = type; current !== undefined; current = current.parent) if (current.id === 'Error') return true;
  return false;
}

/** An own or computed property, without the methods of the language. */
export function ownProperty(value: ObjectValue, name: string): Value {
  if (value.own.has(name)) return value.own.get(name);
  return value.getters.get(name);
}

function errorText(value: ObjectValue): string | UnknownValue {
  const name = value.own.get('name') ?? value.getters.get('name') ?? 'Error';
  const message = value.own.get('message') ?? '';
  const [left, right] = [toText(name), toText(message)];
  if (typeof left !== 'string') return left;
  if (typeof right !== 'string') return right;
  return right === '' ? left : left === '' ? right : `${left}: ${right}`;
}
