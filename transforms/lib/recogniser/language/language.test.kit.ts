// Holds the interpreter against the language itself: a text of our own is run by both.

import { createContext, runInContext } from 'node:vm';
import { makeSource } from '../../source.ts';
import { frame } from './environment.ts';
import { hoist } from './hoisting.ts';
import { machineOn } from './interpreter.ts';
import { OutOfFuel } from './machine.ts';
import { readMember } from './members.ts';
import { enumerableKeys } from './properties.ts';
import { ConsumerThrow, isErrorType, isUnknown, type Value } from './value.ts';
import { worldOf } from '../names/world.ts';

/** What came of a text: a value, or what it threw, as plain data. */
export type Outcome = { readonly gives: unknown } | { readonly throws: unknown } | { readonly unknown: string };

/** What the interpreter makes of the last expression of a text. */
export function interpreted(text: string, fuel = 20_000): Outcome {
  const source = makeSource('x.js', text);
  const { body } = source.file.program;
  const last = body.at(-1);
  if (last?.type !== 'ExpressionStatement') throw new Error(`no expression at the end of ${text}`);
  const world = worldOf(source);
  const machine = machineOn(world, fuel);
  world.attach(machine);
  const environment = frame(undefined);
  hoist(source.file.program, environment);
  const plain = (value: Value, depth = 0): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (isUnknown(value)) throw value;
    if (depth > 6) return '...';
    switch (value.kind) {
      case 'list':
        return value.items.map((item) => plain(item, depth + 1));
      case 'set':
        return { set: [...value.entries.keys()].map((item) => plain(item, depth + 1)) };
      case 'map':
        return { map: [...value.entries].map((entry) => entry.map((item) => plain(item, depth + 1))) };
      case 'regex':
        return { regex: `/${value.source}/${value.flags}` };
      case 'object': {
        if (isErrorType(value.type)) {
          return {
            error: plain(readMember(value, 'name', machine)),
            message: plain(readMember(value, 'message', machine)),
          };
        }
        return Object.fromEntries(
          enumerableKeys(value).map((key) => [key, plain(readMember(value, key, machine), depth + 1)]),
        );
      }
      default:
        return kindOf(value.kind);
    }
  };
  try {
    machine.run({ ...source.file.program, body: body.slice(0, -1) }, environment);
    return { gives: plain(machine.evaluate(last.expression, environment)) };
  } catch (error) {
    if (error instanceof ConsumerThrow)
      return { throws: (plain(error.value) as { error?: unknown } | undefined)?.error ?? 'something' };
    if (error instanceof OutOfFuel) return { unknown: error.why };
    if (typeof error === 'object' && error !== null && 'kind' in error && 'why' in error)
      return { unknown: String(error.why) };
    throw error;
  }
}

function kindOf(kind: string): string {
  return kind === 'builtin' || kind === 'class' ? 'function' : kind;
}

/** What the language makes of it. */
export function executed(text: string): Outcome {
  try {
    return { gives: hostPlain(runInContext(text, createContext({}))) };
  } catch (error) {
    return { throws: (hostPlain(error) as { error?: unknown } | undefined)?.error ?? 'something' };
  }
}

function hostPlain(value: unknown, depth = 0): unknown {
  if (typeof value === 'function') return 'function';
  if (typeof value === 'symbol') return 'symbol';
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 6) return '...';
  const tag = Object.prototype.toString.call(value);
  if (Array.isArray(value)) return Array.from(value as readonly unknown[], (item) => hostPlain(item, depth + 1));
  switch (tag) {
    case '[object Set]':
      return { set: [...(value as Set<unknown>)].map((item) => hostPlain(item, depth + 1)) };
    case '[object Map]':
      return {
        map: [...(value as Map<unknown, unknown>)].map((entry) => entry.map((item) => hostPlain(item, depth + 1))),
      };
    case '[object RegExp]':
      return { regex: String(value) };
    case '[object Promise]':
      return 'promise';
    case '[object Error]': {
      const error = value as Error;
      return { error: error.name, message: error.message };
    }
    default:
      if (/Iterator|Generator/.test(tag)) return 'iterator';
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hostPlain(item, depth + 1)]));
  }
}
