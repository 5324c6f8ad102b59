// How the methods of the language are written down here: a table by name for each kind of value. A name that the
// language has and the table has not is unknown, never absent.

import { toText } from './coerce.ts';
import { doubtAbout, touch } from './heap.ts';
import { burn, longestList, longestText, OutOfFuel, type Machine } from './machine.ts';
import { thrownBy, typeErrorOf } from './errors.ts';
import {
  ConsumerThrow,
  isCallable,
  isPrimitive,
  isUnknown,
  truthy,
  builtin,
  unknown,
  type Container,
  type Primitive,
  type Value,
} from './value.ts';

/** A method of a value of one kind: what it is called on comes first. */
export type Method<Self> = (self: Self, args: readonly Value[], machine: Machine) => Value;
export type Methods<Self> = Readonly<Record<string, Method<Self>>>;

/** The method of a table, tied to what it is read from; `like` is the prototype that says what the language has. */
export function method<Self>(methods: Methods<Self>, name: string, self: Self, like: object): Value {
  const found = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (found === undefined) return name in like ? unknown(`the method ${name}`) : undefined;
  return builtin(name, (args, on, machine) => {
    if (Object.is(on, self) || isLike(on, self)) return found(on as Self, args, machine);
    if (on == null) throw new ConsumerThrow(typeErrorOf(`${name} called on null or undefined`));
    return unknown(`the method ${name} of something else`);
  });
}

/** Taken from one value and called on another: it serves where both are of a kind. */
function isLike(on: Value, self: unknown): boolean {
  if (isPrimitive(on)) return on != null && typeof on === typeof self;
  return typeof self === 'object' && self !== null && 'kind' in self && self.kind === on.kind;
}

/** Runs a function of the host on primitives; what it throws is thrown in the interpreted code. */
export function onHost(run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    throw new ConsumerThrow(thrownBy(error));
  }
}

/** The arguments where all are known primitives, or the first that is not known. */
export function plainArgs(args: readonly Value[], machine: Machine): readonly Primitive[] | Value {
  const plain: Primitive[] = [];
  for (const arg of args) {
    const value = isPrimitive(arg) ? arg : toText(arg, machine);
    if (isUnknown(value)) return value;
    plain.push(value);
  }
  return plain;
}

/** A text as it is held: a very long one is not. */
export function held(text: string): Value {
  return text.length > longestText ? unknown('a very long text') : text;
}

/** Ends the run where a list grows beyond what is held. */
export function hold<Item>(items: Item[], machine: Machine): Item[] {
  burn(machine, items.length >> 4);
  if (items.length > longestList) throw new OutOfFuel();
  return items;
}

/** To be called before a method changes what it is called on. */
export function changing<Self extends Container>(self: Self, machine: Machine): Self {
  touch(machine, self);
  return self;
}

/** Throws what the language throws for a callback that is none. */
export function expectCallback(callback: Value): void {
  if (!isUnknown(callback) && !isCallable(callback)) throw new ConsumerThrow(typeErrorOf('not a function'));
}

/** The index of the first item a callback says yes to, -1 where there is none, or what is not known about it. */
export function firstTrue(
  items: readonly Value[],
  order: readonly number[],
  ask: (item: Value, at: number) => Value,
): number | Value {
  for (const at of order) {
    const answer = ask(items[at], at);
    const truth = truthy(answer);
    if (truth === true) return at;
    if (truth === undefined) return doubtAbout(answer);
  }
  return -1;
}
