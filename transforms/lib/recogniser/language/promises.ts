// Promises, as far as they are settled: what is awaited is there. A callback runs when it is handed in; since the language
// would run it later, what it changes is in doubt. A promise nobody knows the end of is unknown.

import { attemptWay } from './branches.ts';
import { perhaps } from './heap.ts';
import { expectCallback, method, type Methods } from './methods.ts';
import { itemsOf } from './iterators.ts';
import type { Machine } from './machine.ts';
import {
  builtin,
  ConsumerThrow,
  isPrimitive,
  isUnknown,
  list,
  object,
  unknown,
  type BuiltinValue,
  type PromiseValue,
  type Value,
} from './value.ts';

export function isPromise(value: Value): value is PromiseValue {
  return !isPrimitive(value) && value.kind === 'promise';
}

/** A promise of a value; a promise stays the one it is. */
export function fulfilled(value: Value): Value {
  return isPromise(value) || isUnknown(value) ? value : { kind: 'promise', state: 'fulfilled', value };
}

export function rejected(value: Value): PromiseValue {
  return { kind: 'promise', state: 'rejected', value };
}

/** What `await` gives, or throws. */
export function awaited(value: Value, machine: Machine): Value {
  if (isUnknown(value)) {
    machine.risks++;
    return value;
  }
  if (!isPromise(value)) return isThenable(value) ? unknown('a promise of its own') : value;
  if (value.state === 'rejected') throw new ConsumerThrow(value.value);
  return value.value;
}

function isThenable(value: Value): boolean {
  return !isPrimitive(value) && value.kind === 'object' && value.own.has('then');
}

/** Runs as a callback of a promise runs: what it throws is a rejection. */
export function promiseOf(run: () => Value): Value {
  const way = attemptWay(run);
  return way.threw ? rejected(way.value) : fulfilled(way.result);
}

function later(machine: Machine, callback: Value, args: readonly Value[]): Value {
  return perhaps(machine, () => machine.call(callback, args, undefined));
}

export function promiseMember(value: PromiseValue, name: string): Value {
  return method(promiseMethods, name, value, Promise.prototype);
}

const promiseMethods: Methods<PromiseValue> = {
  then: (self, [yes, no], machine) => {
    const callback = self.state === 'fulfilled' ? yes : no;
    return callback == null ? self : promiseOf(() => later(machine, callback, [self.value]));
  },
  catch: (self, [no], machine) =>
    self.state === 'fulfilled' || no == null ? self : promiseOf(() => later(machine, no, [self.value])),
  finally: (self, [last], machine) => {
    if (last == null) return self;
    expectCallback(last);
    const after = promiseOf(() => later(machine, last, []));
    if (isUnknown(after)) return after;
    return isPromise(after) && after.state === 'rejected' ? after : self;
  },
};

type Settled = { readonly state: PromiseValue['state']; readonly value: Value };

/** Every item settled, or undefined where one is not known. */
function settle(from: Value): readonly Settled[] | undefined {
  const items = itemsOf(from);
  if (items === undefined || items.some(isUnknown)) return undefined;
  return items.map((item) => (isPromise(item) ? item : { state: 'fulfilled', value: item }));
}

function combined(name: string, use: (items: readonly Settled[]) => Value): BuiltinValue {
  return builtin(name, ([from]) => {
    const items = settle(from);
    return items === undefined ? unknown(`Promise.${name} of something unknown`) : use(items);
  });
}

export const promiseStatics: readonly BuiltinValue[] = [
  builtin('resolve', ([value]) => fulfilled(value)),
  builtin('reject', ([value]) => rejected(value)),
  combined('all', (items) => items.find(isRejected) ?? fulfilled(list(items.map(({ value }) => value)))),
  combined('allSettled', (items) => fulfilled(list(items.map(outcome)))),
  combined('race', () => unknown('a race')),
  combined('any', (items) => {
    const first = items.find((item) => item.state === 'fulfilled');
    return first === undefined ? unknown('an AggregateError') : fulfilled(first.value);
  }),
];

function isRejected(item: Settled): item is PromiseValue {
  return item.state === 'rejected';
}

function outcome({ state, value }: Settled): Value {
  return object(state === 'fulfilled' ? [['status', state], ['value', value]] : [['status', state], ['reason', value]]); // prettier-ignore
}
