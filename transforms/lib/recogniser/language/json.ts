// JSON both ways, as the language does it: what is hidden is left out, `toJSON` and replacers are asked.

import { toKey, toText } from './coerce.ts';
import { typeErrorOf } from './errors.ts';
import { settledValue } from './heap.ts';
import { burn, longestText, type Machine } from './machine.ts';
import { held, onHost } from './methods.ts';
import { readMember } from './members.ts';
import { enumerableKeys, ownFunction } from './properties.ts';
import {
  builtin,
  ConsumerThrow,
  isCallable,
  isList,
  isPrimitive,
  isUnknown,
  list,
  object,
  unknown,
  type BuiltinValue,
  type Value,
} from './value.ts';

/** A part could not be known. */
class Unclear {
  readonly why: string;
  constructor(why: string) {
    this.why = why;
  }
}

const deepest = 40;

const stringify = builtin('stringify', ([value, replacer, space], _, machine) => {
  try {
    const only = isList(replacer ?? null) && replacer !== undefined ? keysIn(replacer, machine) : undefined;
    const by = isCallable(replacer) ? replacer : undefined;
    if (isUnknown(replacer) || isUnknown(space)) return unknown('a way to write JSON');
    const plain = toPlain({ machine, by, only, open: [] }, object([['', value]]), '', value);
    const indent = typeof space === 'number' || typeof space === 'string' ? space : undefined;
    const text = JSON.stringify(plain, null, indent) as string | undefined;
    return text === undefined ? undefined : held(text);
  } catch (error) {
    if (error instanceof Unclear) return unknown(error.why);
    throw error;
  }
});

interface Writing {
  readonly machine: Machine;
  readonly by: Value;
  readonly only: readonly string[] | undefined;
  /** What is being written, outermost first. */
  readonly open: Value[];
}

function keysIn(replacer: Value, machine: Machine): readonly string[] {
  if (!isList(replacer)) return [];
  return replacer.items.map((item) => {
    const key = toText(item, machine);
    if (typeof key !== 'string') throw new Unclear(key.why);
    return key;
  });
}

/** The value as one of the host, for the host to write. */
function toPlain(writing: Writing, holder: Value, key: string, from: Value): unknown {
  const { machine, by, open } = writing;
  burn(machine);
  let value = settledValue(from);
  const own = ownFunction(value, 'toJSON');
  if (own !== undefined) value = machine.call(own, [key], value);
  if (by !== undefined) value = machine.call(by, [key, value], holder);
  if (isUnknown(value)) throw new Unclear('the JSON of something unknown');
  if (typeof value === 'bigint') throw new ConsumerThrow(typeErrorOf('Do not know how to serialize a BigInt'));
  if (isPrimitive(value)) return value;
  if (isCallable(value) || value.kind === 'symbol') return undefined;
  if (open.includes(value)) throw new ConsumerThrow(typeErrorOf('Converting circular structure to JSON'));
  if (open.length > deepest) throw new Unclear('a very deep value');
  open.push(value);
  try {
    return value.kind === 'list'
      ? value.items.map((item, i) => toPlain(writing, value, String(i), item))
      : plainObject(writing, value);
  } finally {
    open.pop();
  }
}

function plainObject(writing: Writing, value: Value): unknown {
  if (isPrimitive(value) || value.kind !== 'object') return {};
  const keys = writing.only ?? enumerableKeys(value);
  const result: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const key of keys) {
    result[key] = toPlain(writing, value, key, readMember(value, key, writing.machine));
  }
  return result;
}

const parse = builtin('parse', ([value, reviver], _, machine) => {
  const text = toText(value, machine);
  if (typeof text !== 'string') return text;
  if (text.length > longestText) return unknown('a very long text');
  const parsed = onHost(() => fromHost(JSON.parse(text)));
  if (reviver === undefined) return parsed;
  return isCallable(reviver) ? revived(object([['', parsed]]), '', parsed, reviver, machine) : unknown('a reviver');
});

function fromHost(value: unknown): Value {
  if (Array.isArray(value)) return list(value.map(fromHost));
  if (typeof value === 'object' && value !== null) {
    return object(Object.entries(value).map(([key, item]) => [key, fromHost(item)] as const));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function revived(holder: Value, key: string, value: Value, reviver: Value, machine: Machine): Value {
  burn(machine);
  if (isList(value)) {
    for (const [i, item] of value.items.entries()) value.items[i] = revived(value, String(i), item, reviver, machine);
  } else if (!isPrimitive(value) && value.kind === 'object') {
    for (const inner of enumerableKeys(value)) {
      const item = revived(value, inner, value.own.get(inner), reviver, machine);
      if (item === undefined) value.own.delete(inner);
      else value.own.set(inner, item);
    }
  }
  return machine.call(reviver, [toKey(key) ?? key, value], holder);
}

/** `JSON`. */
export const json: Value = object([parse, stringify].map((item: BuiltinValue) => [item.name, item] as const));
