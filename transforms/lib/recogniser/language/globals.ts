// The names every JavaScript file has, and what they stand for. A name that is not here is unknown.

import { toPrimitive, toText } from './coerce.ts';
import { collectionOf } from './collection-methods.ts';
import { errorClasses } from './errors.ts';
import { takeItems } from './iterators.ts';
import { json } from './json.ts';
import { makeList } from './list-methods.ts';
import type { Machine } from './machine.ts';
import { onHost, plainArgs } from './methods.ts';
import { bigint, math, numberFunctions, numberStatics } from './number-methods.ts';
import { objectStatics, reflect } from './object-statics.ts';
import { fulfilled, promiseOf, promiseStatics, rejected } from './promises.ts';
import { makeRegex } from './regex.ts';
import {
  builtin,
  defineClass,
  isCallable,
  isList,
  isObject,
  isPrimitive,
  isUnknown,
  list,
  object,
  truthy,
  unknown,
  type BuiltinValue,
  type ClassValue,
  type Value,
} from './value.ts';

/** Classes of which only instances are told apart from others. */
const classes: readonly ClassValue[] = [
  'Response', 'Request', 'Headers', 'URL', 'URLSearchParams', 'Date', 'AbortSignal', 'AbortController', 'ArrayBuffer',
  'Uint8Array', 'Buffer', 'EventTarget', 'Event', 'FormData', 'Blob', 'ReadableStream', 'WeakRef',
].map((name) => defineClass(name, name)); // prettier-ignore

const arrayStatics: readonly BuiltinValue[] = [
  builtin('isArray', ([value]) => (isUnknown(value) ? value : isList(value))),
  builtin('of', (args) => list([...args])),
  builtin('from', ([value, callback, self], _, machine) => {
    const items = takeItems(value, machine) ?? arrayLike(value);
    if (items === undefined) return unknown('an unknown list');
    return list(callback === undefined ? [...items] : items.map((item, i) => machine.call(callback, [item, i], self)));
  }),
];

/** `{ length: 3 }`. */
function arrayLike(value: Value): readonly Value[] | undefined {
  const length = isObject(value) ? value.own.get('length') : undefined;
  const made = typeof length === 'number' ? makeList([length]) : undefined;
  return isList(made) && isObject(value) ? made.items.map((_, i) => value.own.get(String(i))) : undefined;
}

const stringStatics: readonly BuiltinValue[] = [
  ...(['fromCharCode', 'fromCodePoint'] as const).map((name) =>
    builtin(name, (args, _, machine) => {
      const plain = plainArgs(args, machine);
      if (!Array.isArray(plain)) return plain as Value;
      return onHost(() => String[name](...plain.map(Number)));
    }),
  ),
  builtin('raw', ([strings, ...parts], _, machine) => {
    const raw = isList(strings) ? strings.match?.get('raw') : undefined;
    if (!isList(raw)) return unknown('a raw template');
    const texts = raw.items.map((text, i) => toText(text, machine) as string + (i < parts.length && i < raw.items.length - 1 ? String(toText(parts[i], machine)) : '')); // prettier-ignore
    return parts.some((part) => isUnknown(toText(part, machine))) ? unknown('a raw template') : texts.join('');
  }),
];

const wellKnown = ['iterator', 'asyncIterator', 'hasInstance', 'toPrimitive', 'toStringTag'];
let symbols = 0;

function pairs(items: readonly BuiltinValue[]): ReadonlyMap<string, Value> {
  return new Map(items.map((item) => [item.name, item]));
}

const newOnly =
  (name: string): BuiltinValue['call'] =>
  () =>
    unknown(`${name} without new`);

const functions: readonly BuiltinValue[] = [
  {
    ...builtin('String', (args, _, machine) => (args.length === 0 ? '' : toText(args[0], machine))),
    statics: pairs(stringStatics),
  },
  {
    ...builtin('Number', (args, _, machine) => (args.length === 0 ? 0 : numberOf(args[0], machine))),
    statics: new Map(numberStatics),
  },
  builtin('Boolean', ([value]) => truthy(value) ?? value),
  bigint,
  ...numberFunctions,
  {
    ...builtin('RegExp', ([source, flags], _, machine) => makeRegex(source, flags, machine)),
    construct: ([source, flags], machine) => makeRegex(source, flags, machine),
  },
  { ...builtin('Array', makeList), construct: makeList, statics: pairs(arrayStatics) },
  {
    ...builtin('Object', ([value]) =>
      value == null ? object() : isPrimitive(value) ? unknown('a boxed value') : value,
    ),
    construct: ([value]) => (value == null ? object() : isPrimitive(value) ? unknown('a boxed value') : value),
    statics: pairs(objectStatics),
  },
  ...(['Set', 'Map', 'WeakSet', 'WeakMap'] as const).map((name) => ({
    ...builtin(name, newOnly(name)),
    construct: ([items]: readonly Value[]) => collectionOf(name, items),
  })),
  {
    ...builtin('Promise', newOnly('Promise')),
    construct: ([executor], machine) => madePromise(executor, machine),
    statics: pairs(promiseStatics),
  },
  {
    ...builtin('Symbol', () => ({ kind: 'symbol', key: `@@${symbols++}` })),
    statics: new Map(wellKnown.map((name) => [name, { kind: 'symbol', key: `@@${name}` }] as const)),
  },
  builtin('Function', () => unknown('code made of text')),
];

function numberOf(value: Value, machine: Machine): Value {
  const plain = toPrimitive(value, 'number', machine);
  return isUnknown(plain) ? plain : onHost(() => Number(plain));
}

/** `new Promise((resolve, reject) => ...)`: known where it is settled at once. */
function madePromise(executor: Value, machine: Machine): Value {
  if (!isCallable(executor)) return unknown('a promise');
  let settled: Value | undefined;
  const settle = (name: string, use: (value: Value) => Value): Value =>
    builtin(name, ([value]) => {
      settled ??= use(value);
      return undefined;
    });
  const run = promiseOf(() =>
    machine.call(executor, [settle('resolve', fulfilled), settle('reject', rejected)], undefined),
  );
  if (settled !== undefined) return settled;
  return !isPrimitive(run) && run.kind === 'promise' && run.state === 'rejected'
    ? run
    : unknown('a promise that is not settled yet');
}

const globals: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['undefined', undefined],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ...[...errorClasses, ...classes].map((item) => [item.name, item] as const),
  ...functions.map((item) => [item.name, item] as const),
  ['Reflect', reflect],
  ['JSON', json],
  ['Math', math],
]);

/** The global of this name; undefined for a name that is not known here. */
export function globalNamed(name: string): { readonly value: Value } | undefined {
  return globals.has(name) ? { value: globals.get(name) } : undefined;
}
