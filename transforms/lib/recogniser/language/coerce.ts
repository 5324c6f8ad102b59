// What the language makes of a value where it wants a text, a number or anything primitive, and when two values are equal.

import type { Machine } from './machine.ts';
import { ownFunction, propertyOf } from './properties.ts';
import { settledValue } from './heap.ts';
import {
  isErrorType,
  isPrimitive,
  isUnknown,
  unknown,
  type ObjectValue,
  type Primitive,
  type UnknownValue,
  type Value,
} from './value.ts';

/** Without a machine, what only a function of the program could say is unknown. */
type Runner = Pick<Machine, 'call'> | undefined;

export type Hint = 'text' | 'number';

/** The primitive a value turns into. */
export function toPrimitive(from: Value, hint: Hint, machine?: Runner): Primitive | UnknownValue {
  const value = settledValue(from);
  if (isPrimitive(value) || isUnknown(value)) return value;
  const own = ownPrimitive(value, hint, machine);
  if (own !== undefined) return own.value;
  switch (value.kind) {
    case 'list': {
      const parts = value.items.map((item) => (item == null ? '' : toText(item, machine)));
      return parts.every((part) => typeof part === 'string') ? parts.join(',') : unknown('a text of unknown parts');
    }
    case 'regex':
      return `/${value.source === '' ? '(?:)' : value.source}/${value.flags}`;
    case 'object':
      return isErrorType(value.type) ? errorText(value, machine) : objectText(value);
    case 'set':
    case 'map':
      return `[object ${value.weak === true ? 'Weak' : ''}${value.kind === 'set' ? 'Set' : 'Map'}]`;
    case 'promise':
      return '[object Promise]';
    default:
      return unknown(`the text of a ${value.kind}`);
  }
}

/** By the functions that the program itself gives the value. */
function ownPrimitive(
  value: Value,
  hint: Hint,
  machine: Runner,
): { readonly value: Primitive | UnknownValue } | undefined {
  const exotic = ownFunction(value, '@@toPrimitive');
  if (exotic !== undefined) return { value: unknown('a conversion of its own') };
  for (const name of hint === 'text' ? ['toString', 'valueOf'] : ['valueOf', 'toString']) {
    const method = ownFunction(value, name);
    if (method === undefined) {
      if (name === 'toString') return undefined;
      continue;
    }
    if (machine === undefined) return { value: unknown('a conversion of its own') };
    const result = machine.call(method, [], value);
    if (isPrimitive(result) || isUnknown(result)) return { value: result };
  }
  return undefined;
}

/** `String(value)`. */
export function toText(value: Value, machine?: Runner): string | UnknownValue {
  const plain = toPrimitive(value, 'text', machine);
  return isUnknown(plain) ? plain : String(plain);
}

/** `Number(value)`. */
export function toNumber(value: Value, machine?: Runner): number | UnknownValue {
  const plain = toPrimitive(value, 'number', machine);
  return isUnknown(plain) ? plain : Number(plain);
}

/** The key a computed property has; undefined where it is not known. */
export function toKey(value: Value, machine?: Runner): string | undefined {
  if (!isPrimitive(value) && value.kind === 'symbol') return value.key;
  const text = toText(value, machine);
  return typeof text === 'string' ? text : undefined;
}

function objectText(value: ObjectValue): string | UnknownValue {
  return value.own.has('@@toStringTag') || value.bare === true ? unknown('a text of its own') : '[object Object]';
}

function errorText(value: ObjectValue, machine: Runner): string | UnknownValue {
  const name = readText(value, 'name', errorNameOf(value), machine);
  const message = readText(value, 'message', '', machine);
  if (typeof name !== 'string') return name;
  if (typeof message !== 'string') return message;
  return message === '' ? name : name === '' ? message : `${name}: ${message}`;
}

function readText(value: ObjectValue, key: string, otherwise: string, machine: Runner): string | UnknownValue {
  const property = propertyOf(value, key);
  if (property === undefined) return otherwise;
  if ('value' in property) return property.value === undefined ? otherwise : toText(property.value, machine);
  if (property.accessor.get === undefined) return otherwise;
  return machine === undefined ? unknown('a getter') : toText(machine.call(property.accessor.get, [], value), machine);
}

/** `name` comes from the prototype: the language's error classes set it, a plain subclass does not. */
export function errorNameOf(value: ObjectValue): string {
  for (let current = value.type; current !== undefined; current = current.parent) {
    if (current.id === current.name) return current.name;
  }
  return 'Error';
}

/** `===` in three values. */
export function strictEquals(left: Value, right: Value): boolean | undefined {
  if (isUnknown(left) || isUnknown(right)) return undefined;
  if (isPrimitive(left) || isPrimitive(right)) return left === right;
  if (left.kind === 'class' && right.kind === 'class') return left.id === right.id;
  if (left.kind === 'symbol' && right.kind === 'symbol') return left.key === right.key;
  // Every read of a method of the language makes a new record of it.
  if (left.kind === 'builtin' && right.kind === 'builtin' && left !== right)
    return left.name === right.name ? undefined : false;
  return left === right;
}

/** `==` in three values. */
export function looseEquals(left: Value, right: Value, machine?: Runner): boolean | undefined {
  if (isUnknown(left) || isUnknown(right)) return undefined;
  if (left == null || right == null) return left == null && right == null;
  if (isPrimitive(left) === isPrimitive(right) && !isPrimitive(left)) return strictEquals(left, right);
  const [a, b] = [toPrimitive(left, 'number', machine), toPrimitive(right, 'number', machine)];
  if (isUnknown(a) || isUnknown(b)) return undefined;
  // eslint-disable-next-line eqeqeq -- this is what is being interpreted
  return a == b;
}
