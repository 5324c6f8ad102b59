// The values the interpreter computes with. Primitives are JavaScript's own; what has identity is a record with a `kind`.

import type { Class, Node } from '@babel/types';
import type { Environment } from './environment.ts';
import type { Machine } from './machine.ts';

export type Primitive = string | number | boolean | bigint | null | undefined;

/** A class by identity: two classes of one name from two packages are two classes. */
export interface ClassValue {
  readonly kind: 'class';
  readonly id: string;
  readonly name: string;
  readonly parent: ClassValue | undefined;
  readonly statics: ReadonlyMap<string, Value>;
  /** Set where the class is written in a file, so that instances can be made and asked. */
  readonly body?: ClassBody;
}

/** What the text of a class gives its instances. Private names begin with `#`. */
export interface ClassBody {
  readonly node: Class;
  readonly environment: Environment;
  readonly methods: ReadonlyMap<string, FunctionValue>;
  readonly accessors: ReadonlyMap<string, Accessor>;
  readonly staticAccessors: ReadonlyMap<string, Accessor>;
}

/** A getter, a setter, or both. */
export interface Accessor {
  readonly get?: FunctionValue;
  readonly set?: FunctionValue;
}

/** An object with own properties; `getters` stand for what its class computes (`SdkHttpError.status`). */
export interface ObjectValue {
  readonly kind: 'object';
  readonly type: ClassValue | undefined;
  readonly own: Map<string, Value>;
  readonly getters: ReadonlyMap<string, Value>;
  /** Own properties that the language does not enumerate (`message`, `cause`). */
  readonly hidden?: Set<string>;
  readonly accessors?: Map<string, Accessor>;
  /** Made without a prototype. */
  readonly bare?: true;
  doubt?: string;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: Value[];
  /** What the match of a regex has besides its items. */
  readonly match?: ReadonlyMap<string, Value>;
  doubt?: string;
}

/** A Set, or a Map whose values are beside its keys; a weak one cannot be iterated. */
export interface CollectionValue {
  readonly kind: 'set' | 'map';
  readonly entries: Map<Value, Value>;
  readonly weak?: true;
  doubt?: string;
}

/** What a generator, or `list.values()`, gives: all of it at once, and how far it has been taken. */
export interface IteratorValue {
  readonly kind: 'iterator';
  readonly items: readonly Value[];
  at: number;
  doubt?: string;
}

export interface RegexValue {
  readonly kind: 'regex';
  readonly source: string;
  readonly flags: string;
  lastIndex: number;
  doubt?: string;
}

/** A settled promise; one that is not settled is unknown. */
export interface PromiseValue {
  readonly kind: 'promise';
  readonly state: 'fulfilled' | 'rejected';
  readonly value: Value;
}

/** As a key of properties it is the text `key`, which no name of a program can be. */
export interface SymbolValue {
  readonly kind: 'symbol';
  readonly key: string;
}

/** A function of the inspected file, closed over where it was made. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly node: Node;
  readonly environment: Environment;
  readonly self: Value;
  /** The class whose method it is. */
  readonly home?: ClassValue;
}

/** A function of the language or of an SDK. */
export interface BuiltinValue {
  readonly kind: 'builtin';
  readonly name: string;
  readonly call: (args: readonly Value[], self: Value, machine: Machine) => Value;
  /** What `new` gives; absent where the function cannot be constructed with a known result. */
  readonly construct?: (args: readonly Value[], machine: Machine) => Value;
  /** What `Name.member` is (`Number.isInteger`). */
  readonly statics?: ReadonlyMap<string, Value>;
}

/**
 * What is not known, with the way it was reached: `root` is what the name stands for, `path` the properties read from
 * it. `truth` is set where only the value is not known (`x && 0` is falsy, whatever `x` is).
 */
export interface UnknownValue {
  readonly kind: 'unknown';
  readonly why: string;
  readonly root?: Node;
  readonly path?: readonly string[];
  readonly truth?: boolean;
}

export type Container = ObjectValue | ListValue | CollectionValue | IteratorValue | RegexValue;

export type Value =
  Primitive | Container | ClassValue | PromiseValue | SymbolValue | FunctionValue | BuiltinValue | UnknownValue;

/** Thrown by consumer code under interpretation; never leaves the recogniser. */
export class ConsumerThrow {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

export function unknown(why: string, truth?: boolean): UnknownValue {
  return truth === undefined ? { kind: 'unknown', why } : { kind: 'unknown', why, truth };
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

export function iterator(items: readonly Value[]): IteratorValue {
  return { kind: 'iterator', items, at: 0 };
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

export function isObject(value: Value): value is ObjectValue {
  return !isPrimitive(value) && value.kind === 'object';
}

export function isList(value: Value): value is ListValue {
  return !isPrimitive(value) && value.kind === 'list';
}

export function isRegex(value: Value): value is RegexValue {
  return !isPrimitive(value) && value.kind === 'regex';
}

export function isCallable(value: Value): value is FunctionValue | BuiltinValue | ClassValue {
  return !isPrimitive(value) && (value.kind === 'function' || value.kind === 'builtin' || value.kind === 'class');
}

/** Truthiness in three values: undefined is "not known". */
export function truthy(value: Value): boolean | undefined {
  if (isUnknown(value)) return value.truth;
  return isPrimitive(value) ? Boolean(value) : true;
}

/** The kinds of value that a class of the language stands for. */
const kinds: Readonly<Record<string, (value: Value) => boolean>> = {
  Object: (value) => !isObject(value) || value.bare !== true,
  Array: isList,
  RegExp: isRegex,
  Function: isCallable,
  Set: (value) => hasKind(value, 'set') && !isWeak(value),
  Map: (value) => hasKind(value, 'map') && !isWeak(value),
  WeakSet: (value) => hasKind(value, 'set') && isWeak(value),
  WeakMap: (value) => hasKind(value, 'map') && isWeak(value),
  Promise: (value) => hasKind(value, 'promise'),
};

function hasKind(value: Value, kind: string): boolean {
  return !isPrimitive(value) && value.kind === kind;
}

function isWeak(value: Value): boolean {
  return !isPrimitive(value) && 'weak' in value && value.weak === true;
}

/** `instanceof` for a known object and class. */
export function isInstance(value: Value, type: Pick<ClassValue, 'id'>): boolean {
  if (isPrimitive(value) || isUnknown(value)) return false;
  for (let current = isObject(value) ? value.type : undefined; current !== undefined; current = current.parent) {
    if (current.id === type.id) return true;
  }
  return Object.hasOwn(kinds, type.id) && kinds[type.id]?.(value) === true;
}

/** True where two values are the same to any observer; used to join branches. */
export function same(left: Value, right: Value): boolean {
  if (Object.is(left, right)) return true;
  if (isPrimitive(left) || isPrimitive(right)) return false;
  if (left.kind === 'unknown' && right.kind === 'unknown') {
    return (
      left.root !== undefined &&
      left.root === right.root &&
      left.truth === right.truth &&
      left.path?.join('.') === right.path?.join('.')
    );
  }
  if (left.kind === 'list' && right.kind === 'list') {
    return left.items.length === right.items.length && left.items.every((item, i) => same(item, right.items[i]));
  }
  if (left.kind === 'class' && right.kind === 'class') return left.id === right.id;
  return false;
}

export function isErrorType(type: ClassValue | undefined): boolean {
  for (let current = type; current !== undefined; current = current.parent) if (current.id === 'Error') return true;
  return false;
}

/** An own or computed property of a plain record, without the methods of the language. */
export function ownProperty(value: ObjectValue, name: string): Value {
  if (value.own.has(name)) return value.own.get(name);
  return value.getters.get(name);
}
