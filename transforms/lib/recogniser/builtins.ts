// The methods of strings, numbers, lists, sets, maps and regexes, as far as conditions on errors use them.

import type { Machine } from './machine.ts';
import { regexExec, regexMatch, regexMatchAll, regexReplace, regexSearch, regexSplit, regexTest } from './regex.ts';
import {
  builtin,
  isPrimitive,
  isUnknown,
  list,
  strictEquals,
  toNumber,
  toText,
  truthy,
  unknown,
  type CollectionValue,
  type ListValue,
  type RegexValue,
  type Value,
} from './value.ts';

/** A method of a value of one kind: what it is called on comes first. */
type Method<Self> = (self: Self, args: readonly Value[], machine: Machine) => Value;
type Methods<Self> = Readonly<Record<string, Method<Self>>>;

const longestText = 2_000;

/** A method or data property of a string, or undefined where there is none such. */
export function stringMember(text: string, name: string, machine: Machine): Value {
  if (name === 'length') return text.length;
  if (/^\d+$/.test(name)) return text[Number(name)];
  return bound(stringMethods, name, text, machine);
}

function bound<Self>(methods: Methods<Self>, name: string, self: Self, machine: Machine): Value {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return method === undefined ? undefined : builtin(name, (args) => method(self, args, machine));
}

/** Applies `use` to the text of the argument; an unknown argument gives an unknown result. */
function withText(value: Value, use: (text: string) => Value): Value {
  const text = toText(value);
  return typeof text === 'string' ? use(text) : text;
}

function bounds(args: readonly Value[]): readonly (number | undefined)[] | undefined {
  const numbers = args.map((arg) => (arg === undefined ? undefined : toNumber(arg)));
  return numbers.every((item) => item === undefined || typeof item === 'number') ? numbers : undefined;
}

function isRegex(value: Value): value is RegexValue {
  return !isPrimitive(value) && value.kind === 'regex';
}

function bounded(use: (text: string, from?: number, to?: number) => Value): Method<string> {
  return (text, args) => {
    const numbers = bounds(args);
    return numbers === undefined ? unknown('an unknown position') : use(text, numbers[0], numbers[1]);
  };
}

function search(use: (text: string, part: string) => Value): Method<string> {
  return (text, [part]) => withText(part, (known) => use(text, known));
}

const stringMethods: Methods<string> = {
  includes: search((text, part) => text.includes(part)),
  startsWith: search((text, part) => text.startsWith(part)),
  endsWith: search((text, part) => text.endsWith(part)),
  indexOf: search((text, part) => text.indexOf(part)),
  lastIndexOf: search((text, part) => text.lastIndexOf(part)),
  localeCompare: search((text, part) => text.localeCompare(part)),
  toLowerCase: (text) => text.toLowerCase(),
  toLocaleLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  toLocaleUpperCase: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
  trimStart: (text) => text.trimStart(),
  trimEnd: (text) => text.trimEnd(),
  normalize: (text) => text.normalize(),
  toString: (text: string) => text,
  valueOf: (text: string) => text,
  at: bounded((text, at = 0) => text.at(at)),
  charAt: bounded((text, at = 0) => text.charAt(at)),
  charCodeAt: bounded((text, at = 0) => text.charCodeAt(at)),
  slice: bounded((text, from, to) => text.slice(from, to)),
  substring: bounded((text, from = 0, to) => text.substring(from, to)),
  substr: bounded((text, from = 0, length) => text.substr(from, length)),
  concat: (text, args) => {
    const parts = args.map(toText);
    return parts.every((part) => typeof part === 'string') ? text + parts.join('') : unknown('a text of unknown parts');
  },
  match: (text, [pattern]) => withPattern(pattern, (regex) => regexMatch(regex, text)),
  matchAll: (text, [pattern]) => withPattern(pattern, (regex) => regexMatchAll(regex, text)),
  search: (text, [pattern]) => withPattern(pattern, (regex) => regexSearch(regex, text)),
  split: (text, [separator]) => {
    if (isRegex(separator)) return regexSplit(separator, text);
    return separator === undefined ? list([text]) : withText(separator, (part) => list(text.split(part)));
  },
  replace: (text, [pattern, by]) => replaced(text, pattern, by, false),
  replaceAll: (text, [pattern, by]) => replaced(text, pattern, by, true),
  repeat: bounded((text, times = 0) => (times * text.length > longestText ? tooLong : text.repeat(times))),
  padStart: bounded((text, length = 0) => (length > longestText ? tooLong : text.padStart(length))),
  padEnd: bounded((text, length = 0) => (length > longestText ? tooLong : text.padEnd(length))),
};

const tooLong = unknown('a very long text');

function withPattern(pattern: Value, use: (regex: RegexValue) => Value): Value {
  if (isRegex(pattern)) return use(pattern);
  return withText(pattern, (source) => use({ kind: 'regex', source, flags: '', lastIndex: 0 }));
}

function replaced(text: string, pattern: Value, by: Value, all: boolean): Value {
  if (isUnknown(pattern) || !isPrimitive(by)) return unknown('a replacement by a function');
  const replacement = String(by);
  if (isRegex(pattern)) return regexReplace(pattern, text, replacement);
  return withText(pattern, (part) =>
    (all ? text.replaceAll(part, replacement) : text.replace(part, replacement)).slice(0, longestText),
  );
}

/** A method of a number or boolean. */
export function primitiveMember(value: number | boolean | bigint, name: string): Value {
  if (name === 'toString' || name === 'toFixed' || name === 'toLocaleString') {
    return builtin(name, ([radix]) => {
      if (typeof value === 'number' && typeof radix === 'number' && radix >= 2 && radix <= 36) {
        return name === 'toString' ? value.toString(radix) : unknown('a formatted number');
      }
      return String(value);
    });
  }
  return name === 'valueOf' ? builtin(name, () => value) : undefined;
}

/** A method or data property of a list. */
export function listMember(value: ListValue & { readonly groups?: Value }, name: string, machine: Machine): Value {
  if (name === 'length') return value.items.length;
  if (name === 'groups') return value.groups;
  if (/^\d+$/.test(name)) return value.items[Number(name)];
  return bound(listMethods, name, value.items, machine);
}

/** The first item for which the callback is surely true; unknown where that cannot be told. */
function find(items: readonly Value[], callback: Value, machine: Machine, use: (index: number) => Value): Value {
  for (const [index, item] of items.entries()) {
    const verdict = machine.call(callback, [item, index], undefined);
    const truth = truthy(verdict);
    if (truth === true) return use(index);
    if (truth === undefined) return isUnknown(verdict) ? verdict : unknown('a callback');
  }
  return use(-1);
}

function truthsOf(items: readonly Value[], callback: Value, machine: Machine): readonly (boolean | undefined)[] {
  return items.map((item, i) => truthy(machine.call(callback, [item, i], undefined)));
}

function has(items: readonly Value[], part: Value): Value {
  if (typeof part === 'number' && Number.isNaN(part)) return items.some((item) => Number.isNaN(item));
  const answers = items.map((item) => strictEquals(item, part));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? unknown('a list with unknown items') : false;
}

const listMethods: Methods<Value[]> = {
  includes: (items, [part]) => has(items, part),
  indexOf: (items, [part]) =>
    isUnknown(part) || items.some(isUnknown) ? unknown('an unknown item') : items.indexOf(part),
  some: (items, [callback], machine) => {
    const truths = truthsOf(items, callback, machine);
    return truths.includes(true) ? true : truths.includes(undefined) ? unknown('a callback') : false;
  },
  every: (items, [callback], machine) => {
    const truths = truthsOf(items, callback, machine);
    return truths.includes(false) ? false : truths.includes(undefined) ? unknown('a callback') : true;
  },
  find: (items, [callback], machine) => find(items, callback, machine, (at) => items[at]),
  findIndex: (items, [callback], machine) => find(items, callback, machine, (at) => at),
  filter: (items, [callback], machine) => {
    const truths = truthsOf(items, callback, machine);
    if (truths.includes(undefined)) return unknown('a filter that cannot be followed');
    return list(items.filter((_, i) => truths[i]));
  },
  map: (items, [callback], machine) => list(items.map((item, i) => machine.call(callback, [item, i], undefined))),
  flatMap: (items, [callback], machine) => flat(items.map((item, i) => machine.call(callback, [item, i], undefined))),
  forEach: (items, [callback], machine) => {
    for (const [i, item] of items.entries()) machine.call(callback, [item, i], undefined);
    return undefined;
  },
  reduce: (items, args, machine) => {
    const [first, ...rest] = args.length > 1 ? [args[1], ...items] : items;
    return rest.reduce<Value>((total, item, i) => machine.call(args[0], [total, item, i], undefined), first);
  },
  join: (items, [separator]) => {
    const texts = items.map((item) => (item == null ? '' : toText(item)));
    if (!texts.every((text) => typeof text === 'string')) return unknown('a text of unknown parts');
    return texts.join(separator === undefined ? ',' : String(separator));
  },
  concat: (items, args) => list([...items, ...args.flatMap((arg) => (isList(arg) ? arg.items : [arg]))]),
  slice: (items, args) => {
    const numbers = bounds(args);
    return numbers === undefined ? unknown('an unknown position') : list(items.slice(numbers[0], numbers[1]));
  },
  at: (items, args) => items.at(Number(bounds(args)?.[0] ?? 0)),
  flat: (items) => flat(items),
  reverse: (items) => list([...items].reverse()),
  toReversed: (items) => list([...items].reverse()),
  push: (items, args) => items.push(...args),
  unshift: (items, args) => items.unshift(...args),
  pop: (items) => items.pop(),
  shift: (items) => items.shift(),
  keys: (items) => list(items.map((_, i) => i)),
  values: (items) => list([...items]),
  entries: (items) => list(items.map((item, i) => list([i, item]))),
  toString: (items: Value[]) => toText(list(items)),
};

function isList(value: Value): value is ListValue {
  return !isPrimitive(value) && value.kind === 'list';
}

function flat(items: readonly Value[]): ListValue {
  return list(items.flatMap((item) => (isList(item) ? item.items : [item])));
}

/** A method of a Set or Map. */
export function collectionMember(value: CollectionValue, name: string, machine: Machine): Value {
  return name === 'size' ? value.entries.size : bound(collectionMethods, name, value, machine);
}

function isDoubtful({ entries }: CollectionValue, key: Value): boolean {
  return isUnknown(key) || [...entries.keys()].some(isUnknown);
}

const collectionMethods: Methods<CollectionValue> = {
  has: (self, [key]) =>
    self.entries.has(key) || (isDoubtful(self, key) ? unknown('a set with unknown members') : false),
  get: (self, [key]) =>
    !self.entries.has(key) && isDoubtful(self, key) ? unknown('an unknown key') : self.entries.get(key),
  add: (self, [key]) => (self.entries.set(key, key), self),
  set: (self, [key, item]) => (self.entries.set(key, item), self),
  delete: ({ entries }, [key]) => entries.delete(key),
  keys: ({ entries }) => list([...entries.keys()]),
  values: ({ entries }) => list([...entries.values()]),
  entries: ({ entries }) => list([...entries].map((entry) => list(entry))),
  forEach: ({ entries }, [callback], machine) => {
    for (const [key, item] of entries) machine.call(callback, [item, key], undefined);
    return undefined;
  },
};

/** A method or data property of a regex. */
export function regexMember(value: RegexValue, name: string): Value {
  switch (name) {
    case 'test':
      return builtin('RegExp.test', ([text]) => withText(text, (known) => regexTest(value, known)));
    case 'exec':
      return builtin('RegExp.exec', ([text]) => withText(text, (known) => regexExec(value, known)));
    case 'source':
      return value.source;
    case 'flags':
      return value.flags;
    case 'lastIndex':
      return value.lastIndex;
    default:
      return undefined;
  }
}
