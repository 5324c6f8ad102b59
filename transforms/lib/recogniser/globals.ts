// The names every JavaScript file has: conversions, errors, collections, JSON and the static methods of Object.

import {
  builtin,
  defineClass,
  isPrimitive,
  isUnknown,
  list,
  object,
  ownProperty,
  toNumber,
  toText,
  truthy,
  unknown,
  type BuiltinValue,
  type ClassValue,
  type ObjectValue,
  type Value,
} from './value.ts';

export const errorClass: ClassValue = defineClass('Error', 'Error');

const subclass = (name: string): ClassValue => defineClass(name, name, errorClass);
export const typeErrorClass: ClassValue = subclass('TypeError');
export const domExceptionClass: ClassValue = subclass('DOMException');

const classes: readonly ClassValue[] = [
  errorClass,
  typeErrorClass,
  domExceptionClass,
  ...['RangeError', 'SyntaxError', 'ReferenceError', 'AggregateError', 'EvalError', 'URIError'].map(subclass),
  ...['Promise', 'Response', 'Request', 'Headers', 'URL', 'Date', 'AbortSignal', 'AbortController', 'WeakMap'].map(
    (name) => defineClass(name, name),
  ),
];

const functions: readonly BuiltinValue[] = [
  builtin('String', ([value]) => toText(value)),
  builtin('Number', ([value]) => toNumber(value)),
  builtin('Boolean', ([value]) => truthy(value) ?? value),
  builtin('parseInt', ([value, radix]) => {
    const text = toText(value);
    return typeof text === 'string' ? Number.parseInt(text, typeof radix === 'number' ? radix : 10) : text;
  }),
  builtin('parseFloat', ([value]) => {
    const text = toText(value);
    return typeof text === 'string' ? Number.parseFloat(text) : text;
  }),
  builtin('isNaN', ([value]) => {
    const number = toNumber(value);
    return typeof number === 'number' ? Number.isNaN(number) : number;
  }),
  builtin('RegExp', ([source, flags]) => makeRegex(source, flags)),
  builtin('Array', (args) => list([...args])),
  builtin('Set', ([items]) => makeCollection('set', items)),
  builtin('Map', ([items]) => makeCollection('map', items)),
  builtin('WeakSet', () => makeCollection('set', undefined)),
  builtin('Object', ([value]) => value ?? object()),
  builtin('Symbol', () => unknown('a symbol')),
];

const statics: Readonly<Record<string, readonly BuiltinValue[]>> = {
  Number: [
    builtin('isInteger', ([value]) => (isUnknown(value) ? value : Number.isInteger(value))),
    builtin('isSafeInteger', ([value]) => (isUnknown(value) ? value : Number.isSafeInteger(value))),
    builtin('isFinite', ([value]) => (isUnknown(value) ? value : Number.isFinite(value))),
    builtin('isNaN', ([value]) => (isUnknown(value) ? value : Number.isNaN(value))),
    ...functions.filter(({ name }) => name.startsWith('parse')),
  ],
  Array: [
    builtin('isArray', ([value]) => (isUnknown(value) ? value : !isPrimitive(value) && value.kind === 'list')),
    builtin('of', (args) => list([...args])),
    builtin('from', ([value]) => {
      const items = itemsOf(value);
      return items === undefined ? unknown('an unknown list') : list([...items]);
    }),
  ],
  Object: [
    builtin('freeze', ([value]) => value),
    builtin('seal', ([value]) => value),
    builtin('keys', ([value]) => fromEntries(value, (key) => key)),
    builtin('values', ([value]) => fromEntries(value, (_, item) => item)),
    builtin('entries', ([value]) => fromEntries(value, (key, item) => list([key, item]))),
    builtin('getOwnPropertyNames', ([value]) => fromEntries(value, (key) => key)),
    builtin('hasOwn', ([value, key]) => hasOwn(value, key)),
    builtin('assign', ([target, ...sources]) => assign(target, sources)),
    builtin('is', ([left, right]) =>
      isUnknown(left) || isUnknown(right) ? unknown('Object.is') : Object.is(left, right),
    ),
    builtin('getPrototypeOf', () => unknown('a prototype')),
  ],
  Reflect: [
    builtin('get', ([value, key]) => {
      return isObject(value) && typeof key === 'string' ? ownProperty(value, key) : unknown('Reflect.get');
    }),
    builtin('has', ([value, key]) => {
      return isObject(value) && typeof key === 'string'
        ? value.own.has(key) || value.getters.has(key)
        : unknown('Reflect.has');
    }),
  ],
  JSON: [
    builtin('stringify', ([value]) => {
      const text = stringify(value);
      return text ?? unknown('the JSON of something unknown');
    }),
    builtin('parse', ([value]) => {
      const text = toText(value);
      if (typeof text !== 'string') return text;
      return fromJson(JSON.parse(text));
    }),
  ],
  String: [builtin('raw', () => unknown('a raw template'))],
  Math: [
    builtin('floor', ([value]) => roundWith(value, Math.floor)),
    builtin('trunc', ([value]) => roundWith(value, Math.trunc)),
    builtin('abs', ([value]) => roundWith(value, Math.abs)),
  ],
  Error: [builtin('isError', ([value]) => (isUnknown(value) ? value : isObject(value) && value.own.has('message')))],
};

const globals: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['undefined', undefined],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ...classes.map((item) => [item.name, withStatics(item)] as const),
  ...functions.map((item) => [item.name, withStatics(item)] as const),
  ...['Reflect', 'JSON', 'Math'].map(
    (name) => [name, object((statics[name] ?? []).map((item) => [item.name, item]))] as const,
  ),
]);

function withStatics<Item extends ClassValue | BuiltinValue>(item: Item): Item {
  const members = statics[item.name];
  return members === undefined ? item : { ...item, statics: new Map(members.map((member) => [member.name, member])) };
}

/** The global of this name; `has` tells an unknown name from a name that stands for undefined. */
export function globalNamed(name: string): { readonly value: Value } | undefined {
  return globals.has(name) ? { value: globals.get(name) } : undefined;
}

/** `new Class(message, options)` for the error classes of the language. */
export function makeError(type: ClassValue, args: readonly Value[]): ObjectValue {
  const error = object([], type);
  if (args[0] !== undefined) error.own.set('message', toText(args[0]));
  else error.own.set('message', '');
  if (type.id !== 'Error') error.own.set('name', type.name);
  const options = args[1];
  if (isObject(options) && options.own.has('cause')) error.own.set('cause', options.own.get('cause'));
  return error;
}

/** `new RegExp(source, flags)`. */
export function makeRegex(source: Value, flags: Value): Value {
  if (!isPrimitive(source)) return source.kind === 'regex' ? { ...source } : unknown('a regex of unknown text');
  return { kind: 'regex', source: String(source), flags: typeof flags === 'string' ? flags : '', lastIndex: 0 };
}

export function makeCollection(kind: 'set' | 'map', from: Value): Value {
  const entries = new Map<Value, Value>();
  if (from != null) {
    const items = itemsOf(from);
    if (items === undefined) return unknown(`a ${kind} of unknown members`);
    for (const item of items) {
      if (kind === 'set') entries.set(item, item);
      else if (isUnknown(item) || isPrimitive(item) || item.kind !== 'list') return unknown('a map of unknown entries');
      else entries.set(item.items[0], item.items[1]);
    }
  }
  return { kind, entries };
}

/** What iterating a value gives, or undefined where it cannot be followed. */
export function itemsOf(value: Value): readonly Value[] | undefined {
  if (typeof value === 'string') return [...value];
  if (isPrimitive(value)) return undefined;
  if (value.kind === 'list') return value.items;
  if (value.kind === 'set') return [...value.entries.values()];
  if (value.kind === 'map') return [...value.entries].map((entry) => list(entry));
  return undefined;
}

function isObject(value: Value): value is ObjectValue {
  return !isPrimitive(value) && value.kind === 'object';
}

function fromEntries(value: Value, use: (key: string, item: Value) => Value): Value {
  if (isObject(value))
    return list([...value.own].filter(([key]) => key !== 'message').map(([key, item]) => use(key, item)));
  if (!isPrimitive(value) && value.kind === 'list') return list(value.items.map((item, i) => use(String(i), item)));
  return isUnknown(value) ? value : list([]);
}

function hasOwn(value: Value, key: Value): Value {
  if (isUnknown(value) || !isPrimitive(key)) return unknown('an unknown key');
  return isObject(value) && value.own.has(String(key));
}

/** `Object.prototype.hasOwnProperty.call(value, key)` comes here too. */
export const hasOwnProperty: BuiltinValue = builtin('hasOwnProperty', ([key], self) => hasOwn(self, key));

function assign(target: Value, sources: readonly Value[]): Value {
  if (!isObject(target)) return unknown('Object.assign to something unknown');
  for (const source of sources) {
    if (!isObject(source)) continue;
    for (const [key, item] of source.own) target.own.set(key, item);
  }
  return target;
}

function roundWith(value: Value, round: (value: number) => number): Value {
  const number = toNumber(value);
  return typeof number === 'number' ? round(number) : number;
}

/** JSON of plain values; own properties of errors that the language hides are left out. Undefined where a part is unknown. */
function stringify(value: Value): string | undefined {
  const plain = toPlain(value, 0);
  return plain === failed ? undefined : (JSON.stringify(plain) ?? 'undefined');
}

const failed = Symbol('failed');

function toPlain(value: Value, depth: number): unknown {
  if (depth > 8 || isUnknown(value)) return failed;
  if (typeof value === 'bigint') return failed;
  if (isPrimitive(value)) return value;
  if (value.kind === 'list') {
    const items = value.items.map((item) => toPlain(item, depth + 1));
    return items.includes(failed) ? failed : items;
  }
  if (value.kind !== 'object') return {};
  const hidden = value.type === undefined ? [] : ['message', 'stack', 'cause'];
  const entries = [...value.own]
    .filter(([key]) => !hidden.includes(key))
    .map(([key, item]) => [key, toPlain(item, depth + 1)] as const);
  return entries.some(([, item]) => item === failed) ? failed : Object.fromEntries(entries);
}

function fromJson(value: unknown): Value {
  if (Array.isArray(value)) return list(value.map(fromJson));
  if (typeof value === 'object' && value !== null) {
    return object(Object.entries(value).map(([key, item]) => [key, fromJson(item)] as const));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** A call that threw in the language itself (`JSON.parse` of no JSON) throws in the interpreted code. */
export function thrownBy(error: unknown): Value {
  return makeError(errorClass, [error instanceof Error ? error.message : 'an error of the language']);
}
