// The methods of arrays. Callbacks run in order and end where the language ends, so that what they throw or change is the same.

import { strictEquals, toNumber, toText } from './coerce.ts';
import { doubtAbout } from './heap.ts';
import { burn, type Machine } from './machine.ts';
import { changing, expectCallback, firstTrue, hold, method, type Method, type Methods } from './methods.ts';
import { typeErrorOf } from './errors.ts';
import {
  ConsumerThrow,
  isList,
  isPrimitive,
  isUnknown,
  iterator,
  list,
  truthy,
  unknown,
  type ListValue,
  type Value,
} from './value.ts';

/** A method or data property of a list. */
export function listMember(value: ListValue, name: string): Value {
  if (name === 'length') return value.items.length;
  if (/^(?:0|[1-9]\d*)$/.test(name)) return value.items[Number(name)];
  if (value.match?.has(name) === true) return value.match.get(name);
  return method(listMethods, name, value, Array.prototype);
}

type ListMethod = Method<ListValue>;

/** Positions as the language reads them; undefined where one is not known. */
function positions(args: readonly Value[], machine: Machine): readonly (number | undefined)[] | undefined {
  const numbers = args.map((arg) => (arg === undefined ? undefined : toNumber(arg, machine)));
  return numbers.every((item) => item === undefined || typeof item === 'number') ? numbers : undefined;
}

function placed(
  use: (self: ListValue, at: readonly (number | undefined)[], args: readonly Value[], machine: Machine) => Value,
): ListMethod {
  return (self, args, machine) => {
    const at = positions(args, machine);
    return at === undefined ? unknown('an unknown position') : use(self, at, args, machine);
  };
}

/** A method that asks a callback about items. */
function asking(
  use: (items: readonly Value[], ask: (item: Value, at: number) => Value, machine: Machine) => Value,
): ListMethod {
  return (self, [callback, on], machine) => {
    expectCallback(callback);
    const ask = (item: Value, at: number): Value => {
      burn(machine);
      return machine.call(callback, [item, at, self], on);
    };
    return use(self.items, ask, machine);
  };
}

function indices(items: readonly Value[], backwards = false): readonly number[] {
  const order = items.map((_, at) => at);
  return backwards ? order.reverse() : order;
}

function finding(backwards: boolean, give: (items: readonly Value[], at: number) => Value): ListMethod {
  return asking((items, ask) => {
    const at = firstTrue(items, indices(items, backwards), ask);
    return typeof at === 'number' ? give(items, at) : at;
  });
}

/** `some` and `every`: the first decisive answer ends it, and one that is not known leaves the rest to decide. */
function quantified(decisive: boolean): ListMethod {
  return asking((items, ask) => {
    let doubt: Value;
    for (const [at, item] of items.entries()) {
      const answer = ask(item, at);
      const truth = truthy(answer);
      if (truth === decisive) return decisive;
      if (truth === undefined) doubt = doubtAbout(answer);
    }
    return doubt === undefined ? !decisive : doubt;
  });
}

function indexIn(self: ListValue, part: Value, order: readonly number[]): Value {
  for (const at of order) {
    const equal = strictEquals(self.items[at], part);
    if (equal === undefined) return unknown('an unknown item');
    if (equal) return at;
  }
  return -1;
}

function has(items: readonly Value[], part: Value): Value {
  const answers = items.map((item) => Object.is(item, part) || strictEquals(item, part));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? unknown('a list with unknown items') : false;
}

function startOf(from: number | undefined, length: number): number {
  const whole = Math.trunc(from ?? 0) || 0;
  return whole < 0 ? Math.max(length + whole, 0) : whole;
}

function reduced(backwards: boolean): ListMethod {
  return (self, args, machine) => {
    expectCallback(args[0]);
    const order = [...indices(self.items, backwards)];
    let total = args[1];
    if (args.length < 2) {
      const first = order.shift();
      if (first === undefined) throw new ConsumerThrow(typeErrorOf('Reduce of empty array with no initial value'));
      total = self.items[first];
    }
    for (const at of order) total = machine.call(args[0], [total, self.items[at], at, self], undefined);
    return total;
  };
}

function joined({ items }: ListValue, separator: string, machine: Machine): Value {
  const texts = items.map((item) => (item == null ? '' : toText(item, machine)));
  return texts.every((text) => typeof text === 'string') ? texts.join(separator) : unknown('a text of unknown parts');
}

/** Sorted items, or undefined where the order is not known. */
function sorted(items: readonly Value[], compare: Value, machine: Machine): Value[] | undefined {
  let doubt = false;
  const present = items.filter((item) => item !== undefined);
  const order = (left: Value, right: Value): number => {
    burn(machine);
    if (compare === undefined) {
      const [a, b] = [toText(left, machine), toText(right, machine)];
      if (typeof a !== 'string' || typeof b !== 'string') doubt = true;
      return a < b ? -1 : a > b ? 1 : 0;
    }
    const said = toNumber(machine.call(compare, [left, right], undefined), machine);
    if (typeof said === 'number') return said;
    doubt = true;
    return 0;
  };
  present.sort(order);
  return doubt ? undefined : [...present, ...items.filter((item) => item === undefined)];
}

function replaceItems(self: ListValue, items: readonly Value[]): ListValue {
  self.items.length = 0;
  self.items.push(...items);
  return self;
}

function spliced(
  items: readonly Value[],
  at: readonly (number | undefined)[],
  args: readonly Value[],
): { readonly left: Value[]; readonly gone: Value[] } {
  const left = [...items];
  if (args.length === 0) return { left, gone: [] };
  const from = startOf(at[0], items.length);
  const count = args.length === 1 ? items.length : (at[1] ?? 0);
  const gone = left.splice(from, count, ...args.slice(2));
  return { left, gone };
}

function flat(items: readonly Value[], depth: number): Value[] {
  return items.flatMap((item) => (isList(item) && depth >= 1 ? flat(item.items, depth - 1) : [item]));
}

const listMethods: Methods<ListValue> = {
  includes: (self, [part, from], machine) => {
    const at = positions([from], machine);
    return at === undefined
      ? unknown('an unknown position')
      : has(self.items.slice(startOf(at[0], self.items.length)), part);
  },
  indexOf: (self, [part, from], machine) => {
    const at = positions([from], machine);
    if (at === undefined) return unknown('an unknown position');
    const start = startOf(at[0], self.items.length);
    return indexIn(
      self,
      part,
      indices(self.items).filter((index) => index >= start),
    );
  },
  lastIndexOf: (self, args) =>
    args.length > 1 ? unknown('an index from the end') : indexIn(self, args[0], indices(self.items, true)),
  some: quantified(true),
  every: quantified(false),
  find: finding(false, (items, at) => items[at]),
  findIndex: finding(false, (_, at) => at),
  findLast: finding(true, (items, at) => items[at]),
  findLastIndex: finding(true, (_, at) => at),
  filter: asking((items, ask) => {
    const answers = items.map(ask);
    const truths = answers.map(truthy);
    if (truths.includes(undefined)) return unknown('a filter that cannot be followed');
    return list(items.filter((_, i) => truths[i]));
  }),
  map: asking((items, ask) => list(items.map(ask))),
  flatMap: asking((items, ask, machine) => list(hold(flat(items.map(ask), 1), machine))),
  forEach: asking((items, ask) => {
    for (const [at, item] of items.entries()) ask(item, at);
    return undefined;
  }),
  reduce: reduced(false),
  reduceRight: reduced(true),
  join: (self, [separator], machine) => {
    const between = separator === undefined ? ',' : toText(separator, machine);
    return typeof between === 'string' ? joined(self, between, machine) : between;
  },
  toString: (self: ListValue, _: readonly Value[], machine: Machine) => joined(self, ',', machine),
  concat: (self, args, machine) => {
    if (args.some(isUnknown)) return unknown('a list with an unknown part');
    return list(hold([...self.items, ...args.flatMap((arg) => (isList(arg) ? arg.items : [arg]))], machine));
  },
  slice: placed((self, at) => list(self.items.slice(at[0], at[1]))),
  at: placed((self, at) => self.items.at(at[0] ?? 0)),
  flat: placed((self, at, _, machine) => list(hold(flat(self.items, at[0] ?? 1), machine))),
  reverse: (self, _, machine) => replaceItems(changing(self, machine), [...self.items].reverse()),
  toReversed: (self) => list([...self.items].reverse()),
  sort: (self, [compare], machine) => {
    const items = sorted(self.items, compare, machine);
    changing(self, machine);
    if (items !== undefined) return replaceItems(self, items);
    self.doubt = 'an order that cannot be followed';
    return self;
  },
  toSorted: (self, [compare], machine) => {
    const items = sorted(self.items, compare, machine);
    return items === undefined ? unknown('an order that cannot be followed') : list(items);
  },
  push: (self, args, machine) => hold(changing(self, machine).items, machine).push(...args),
  unshift: (self, args, machine) => hold(changing(self, machine).items, machine).unshift(...args),
  pop: (self, _, machine) => changing(self, machine).items.pop(),
  shift: (self, _, machine) => changing(self, machine).items.shift(),
  splice: (self, args, machine) => {
    const at = positions(args.slice(0, 2), machine);
    if (at === undefined) return unknown('an unknown position');
    const { left, gone } = spliced(self.items, at, args);
    replaceItems(changing(self, machine), left);
    return list(gone);
  },
  toSpliced: (self, args, machine) => {
    const at = positions(args.slice(0, 2), machine);
    return at === undefined ? unknown('an unknown position') : list(spliced(self.items, at, args).left);
  },
  with: placed((self, at, args) => {
    const index = Math.trunc(at[0] ?? 0) || 0;
    const place = index < 0 ? self.items.length + index : index;
    if (place < 0 || place >= self.items.length) return unknown('an index out of range');
    return list(self.items.with(place, args[1]));
  }),
  fill: (self, [value, ...range], machine) => {
    const at = positions(range, machine);
    if (at === undefined) return unknown('an unknown position');
    return replaceItems(changing(self, machine), [...self.items].fill(value, at[0], at[1]));
  },
  keys: (self) => iterator(self.items.map((_, i) => i)),
  values: (self) => iterator([...self.items]),
  entries: (self) => iterator(self.items.map((item, i) => list([i, item]))),
  '@@iterator': (self) => iterator([...self.items]),
};

/** `new Array(n)` is a list of n holes, everything else a list of what is given. */
export function makeList(args: readonly Value[]): Value {
  const [length] = args;
  if (args.length !== 1 || typeof length !== 'number')
    return isUnknown(length) && args.length === 1 ? unknown('a list of unknown length') : list([...args]);
  return Number.isInteger(length) && length >= 0 && length <= 1_000
    ? list(Array.from({ length }, () => undefined))
    : unknown('a list of such a length');
}

/** An array-like (`{ length: 3 }`) as its items. */
export function lengthOf(value: Value): number | undefined {
  return isPrimitive(value) && typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1_000
    ? value
    : undefined;
}
