// The methods of sets and maps, the weak ones included.

import { burn, type Machine } from './machine.ts';
import { changing, expectCallback, hold, method, type Methods } from './methods.ts';
import { itemsOf } from './iterators.ts';
import { isList, isPrimitive, isUnknown, iterator, list, unknown, type CollectionValue, type Value } from './value.ts';

/** A method of a Set or Map, or its size. */
export function collectionMember(value: CollectionValue, name: string): Value {
  if (name === 'size') return value.weak === true ? undefined : value.entries.size;
  if (value.kind === 'set')
    return method(setMethods, name, value, value.weak === true ? WeakSet.prototype : Set.prototype);
  return method(mapMethods, name, value, value.weak === true ? WeakMap.prototype : Map.prototype);
}

function isDoubtful({ entries }: CollectionValue, key: Value): boolean {
  return isUnknown(key) || [...entries.keys()].some(isUnknown);
}

const shared: Methods<CollectionValue> = {
  has: (self, [key]) =>
    self.entries.has(key) || (isDoubtful(self, key) ? unknown('a set with unknown members') : false),
  delete: (self, [key], machine) => (isUnknown(key) ? unclear(self) : changing(self, machine).entries.delete(key)),
  clear: (self, _, machine) => {
    changing(self, machine).entries.clear();
    return undefined;
  },
  forEach: (self, [callback], machine) => {
    expectCallback(callback);
    for (const [key, item] of self.entries) {
      burn(machine);
      machine.call(callback, [item, key, self], undefined);
    }
    return undefined;
  },
  keys: ({ entries }) => iterator([...entries.keys()]),
  values: ({ entries }) => iterator([...entries.values()]),
  entries: ({ entries }) => iterator([...entries].map((entry) => list(entry))),
};

function unclear(self: CollectionValue): Value {
  self.doubt = 'a set with unknown members';
  return unknown(self.doubt);
}

function put(self: CollectionValue, key: Value, item: Value, machine: Machine): CollectionValue {
  changing(self, machine).entries.set(key, item);
  hold([...self.entries.keys()], machine);
  return self;
}

const setMethods: Methods<CollectionValue> = {
  ...shared,
  add: (self, [key], machine) => put(self, key, key, machine),
  '@@iterator': ({ entries }) => iterator([...entries.keys()]),
};

const mapMethods: Methods<CollectionValue> = {
  ...shared,
  get: (self, [key]) =>
    !self.entries.has(key) && isDoubtful(self, key) ? unknown('an unknown key') : self.entries.get(key),
  set: (self, [key, item], machine) => put(self, key, item, machine),
  '@@iterator': ({ entries }) => iterator([...entries].map((entry) => list(entry))),
};

/** `new Set(items)` and its kin. */
export function makeCollection(kind: 'set' | 'map', from: Value, weak = false): Value {
  const entries = new Map<Value, Value>();
  if (from != null) {
    const items = itemsOf(from);
    if (items === undefined) return unknown(`a ${kind} of unknown members`);
    for (const item of items) {
      if (kind === 'set') entries.set(item, item);
      else if (isPrimitive(item) || !isList(item)) return unknown('a map of unknown entries');
      else entries.set(item.items[0], item.items[1]);
    }
  }
  return weak ? { kind, entries, weak } : { kind, entries };
}

/** `new Set(items)` by the name of the class. */
export function collectionOf(name: 'Set' | 'Map' | 'WeakSet' | 'WeakMap', items: Value): Value {
  return makeCollection(name.endsWith('Set') ? 'set' : 'map', items, name.startsWith('Weak'));
}
