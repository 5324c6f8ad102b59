// The functions of Object and Reflect.

import { strictEquals, toKey } from './coerce.ts';
import { typeErrorOf } from './errors.ts';
import { settledValue, touch } from './heap.ts';
import { takeItems } from './iterators.ts';
import type { Machine } from './machine.ts';
import { deleteMember, hasOwn, hasProperty, readMember, writeMember } from './members.ts';
import { enumerableKeys, ownKeys } from './properties.ts';
import {
  builtin,
  ConsumerThrow,
  isList,
  isObject,
  isPrimitive,
  isUnknown,
  list,
  object,
  unknown,
  type BuiltinValue,
  type ObjectValue,
  type Value,
} from './value.ts';

/** Keys with how to read them; undefined where the value is not known. */
function keysOf(from: Value, hidden: boolean): readonly string[] | undefined {
  const value = settledValue(from);
  if (value == null) throw new ConsumerThrow(typeErrorOf('Cannot convert undefined or null to object'));
  if (typeof value === 'string') return [...Array(value.length).keys()].map(String).concat(hidden ? ['length'] : []);
  if (isPrimitive(value)) return [];
  if (isList(value)) return [...value.items.keys()].map(String).concat(hidden ? ['length'] : []);
  if (isObject(value)) return hidden ? ownKeys(value) : enumerableKeys(value);
  return value.kind === 'set' || value.kind === 'map' || value.kind === 'promise' ? [] : undefined;
}

function listing(
  name: string,
  give: (key: string, value: Value, machine: Machine) => Value,
  hidden = false,
): BuiltinValue {
  return builtin(name, ([value], _, machine) => {
    const keys = keysOf(value, hidden);
    return keys === undefined ? unknown(`Object.${name}`) : list(keys.map((key) => give(key, value, machine)));
  });
}

/** Copies what an object literal's spread and `Object.assign` copy; false where it cannot be known. */
export function copyInto(target: ObjectValue, from: Value, machine: Machine): boolean {
  const keys = from == null ? [] : keysOf(from, false);
  if (keys === undefined) return false;
  for (const key of keys) writeMember(target, key, readMember(from, key, machine), machine);
  return true;
}

function described(from: Value): readonly (readonly [string, Value, boolean])[] | undefined {
  if (!isObject(from)) return undefined;
  const found: (readonly [string, Value, boolean])[] = [];
  for (const [key, descriptor] of from.own) {
    if (!isObject(descriptor) || !descriptor.own.has('value')) return undefined;
    found.push([key, descriptor.own.get('value'), descriptor.own.get('enumerable') === true]);
  }
  return found;
}

function defineAll(
  target: Value,
  entries: readonly (readonly [string, Value, boolean])[] | undefined,
  machine: Machine,
): Value {
  if (!isObject(target)) return isUnknown(target) ? target : unknown('a property that is defined');
  touch(machine, target);
  if (entries === undefined || target.hidden === undefined) {
    target.doubt = 'properties that are defined in a way of their own';
    return unknown(target.doubt);
  }
  for (const [key, value, enumerable] of entries) {
    target.own.set(key, value);
    if (!enumerable) target.hidden.add(key);
  }
  return target;
}

const same: BuiltinValue['call'] = ([left, right]) => {
  if (isUnknown(left) || isUnknown(right)) return unknown('Object.is');
  return Object.is(left, right) || (isPrimitive(left) ? false : (strictEquals(left, right) ?? unknown('Object.is')));
};

const shared: readonly BuiltinValue[] = [
  builtin('getPrototypeOf', () => unknown('a prototype')),
  builtin('setPrototypeOf', ([target]) => target),
  builtin('defineProperty', ([target, key, descriptor], _, machine) => {
    const name = toKey(key, machine);
    return defineAll(target, name === undefined ? undefined : described(object([[name, descriptor]])), machine);
  }),
];

export const objectStatics: readonly BuiltinValue[] = [
  ...shared,
  ...['freeze', 'seal', 'preventExtensions'].map((name) => builtin(name, ([value]) => value)),
  listing('keys', (key) => key),
  listing('values', (key, value, machine) => readMember(value, key, machine)),
  listing('entries', (key, value, machine) => list([key, readMember(value, key, machine)])),
  listing('getOwnPropertyNames', (key) => key, true),
  builtin('hasOwn', ([value, key], _, machine) => hasOwn(value, key, machine)),
  builtin('assign', ([target, ...sources], _, machine) => {
    if (!isObject(target)) return unknown('Object.assign to something unknown');
    if (sources.every((source) => copyInto(target, source, machine))) return target;
    touch(machine, target);
    target.doubt = 'an object with an unknown part';
    return unknown(target.doubt);
  }),
  builtin('is', same),
  builtin('fromEntries', ([from], _, machine) => {
    const made = object();
    for (const entry of takeItems(from, machine) ?? [undefined]) {
      const key = isList(entry) ? toKey(entry.items[0], machine) : undefined;
      if (key === undefined || !isList(entry)) return unknown('an object of unknown entries');
      made.own.set(key, entry.items[1]);
    }
    return made;
  }),
  builtin('create', ([from, properties]) => {
    if (from === null && properties === undefined) return { ...object(), bare: true as const };
    return unknown('an object with a prototype of its own');
  }),
  builtin('defineProperties', ([target, properties], _, machine) => defineAll(target, described(properties), machine)),
  builtin('groupBy', ([from, by], _, machine) => {
    const items = takeItems(from, machine);
    if (items === undefined) return unknown('groups of something unknown');
    const made = { ...object(), bare: true as const };
    for (const [at, item] of items.entries()) {
      const key = toKey(machine.call(by, [item, at], undefined), machine);
      if (key === undefined) return unknown('groups of something unknown');
      const group = made.own.get(key);
      if (isList(group)) group.items.push(item);
      else made.own.set(key, list([item]));
    }
    return made;
  }),
];

export const reflect: Value = object(
  [
    ...shared,
    builtin('get', ([value, key], _, machine) => {
      const name = toKey(key, machine);
      return name === undefined || isPrimitive(value) ? unknown('Reflect.get') : readMember(value, name, machine);
    }),
    builtin('has', ([value, key], _, machine) => {
      const name = toKey(key, machine);
      return name === undefined ? unknown('Reflect.has') : hasProperty(value, name, machine);
    }),
    builtin('ownKeys', ([value]) => {
      const keys = isObject(value) ? ownKeys(value) : undefined;
      return keys === undefined ? unknown('Reflect.ownKeys') : list([...keys]);
    }),
    builtin('apply', ([callee, self, args], _, machine) =>
      isList(args) ? machine.call(callee, args.items, self) : unknown('Reflect.apply'),
    ),
    builtin('set', ([target, key, value], _, machine) => {
      const name = toKey(key, machine);
      if (name === undefined) return unknown('Reflect.set');
      writeMember(target, name, value, machine);
      return true;
    }),
    builtin('deleteProperty', ([target, key], _, machine) => {
      const name = toKey(key, machine);
      return name === undefined ? unknown('Reflect.deleteProperty') : deleteMember(target, name, machine);
    }),
    builtin('construct', () => unknown('Reflect.construct')),
  ].map((item) => [item.name, item] as const),
);
