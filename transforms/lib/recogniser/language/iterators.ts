// What can be gone through: lists, texts, sets, maps, and what generators and `values()` give. A generator has run to its
// end before its first item is taken, which nobody can tell as long as it only yields.

import { settledValue } from './heap.ts';
import type { Machine } from './machine.ts';
import { ownFunction } from './properties.ts';
import { changing, method, type Methods } from './methods.ts';
import { isPrimitive, list, object, unknown, type IteratorValue, type Value } from './value.ts';

/** What going through a value gives, or undefined where it cannot be followed. */
export function itemsOf(from: Value): readonly Value[] | undefined {
  const value = settledValue(from);
  if (typeof value === 'string') return [...value];
  if (isPrimitive(value)) return undefined;
  switch (value.kind) {
    case 'list':
      return value.items;
    case 'set':
      return value.weak === true ? undefined : [...value.entries.values()];
    case 'map':
      return value.weak === true ? undefined : [...value.entries].map((entry) => list(entry));
    case 'iterator':
      return value.items.slice(value.at);
    default:
      return undefined;
  }
}

/** The same; an iterator is then used up, and an object that says how to go through it is asked. */
export function takeItems(from: Value, machine: Machine): readonly Value[] | undefined {
  const own = ownFunction(from, '@@iterator');
  const items = itemsOf(own === undefined ? from : machine.call(own, [], from));
  if (items !== undefined && !isPrimitive(from) && from.kind === 'iterator')
    changing(from, machine).at = from.items.length;
  return items;
}

/** A method of an iterator. */
export function iteratorMember(value: IteratorValue, name: string): Value {
  return method(iteratorMethods, name, value, generatorPrototype);
}

const generatorPrototype: object = Object.getPrototypeOf(
  (function* (): Generator<undefined> {
    yield undefined;
  })(),
) as object;

const step = (value: Value, done: boolean): Value => object([['value', value], ['done', done]]); // prettier-ignore

const iteratorMethods: Methods<IteratorValue> = {
  next: (self, args, machine) => {
    if (args.length > 0) return unknown('a value sent into a generator');
    const { at } = changing(self, machine);
    if (at >= self.items.length) return step(undefined, true);
    self.at = at + 1;
    return step(self.items[at], false);
  },
  return: (self, [value], machine) => {
    changing(self, machine).at = self.items.length;
    return step(value, true);
  },
  '@@iterator': (self) => self,
  toArray: (self, _, machine) => list([...(takeItems(self, machine) ?? [])]),
};
