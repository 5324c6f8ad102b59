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

type Method = (args: readonly Value[], machine: Machine) => Value;

const longestText = 2_000;

/** A method or data property of a string, or undefined where there is none such. */
export function stringMember(text: string, name: string, machine: Machine): Value {
  if (name === 'length') return text.length;
  if (/^\d+$/.test(name)) return text[Number(name)];
  return method(stringMethods(text)[name], `String.${name}`, machine);
}

function method(found: Method | undefined, name: string, machine: Machine): Value {
  return found === undefined ? undefined : builtin(name, (args) => found(args, machine));
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

function stringMethods(text: string): Readonly<Record<string, Method>> {
  const bounded = (use: (from?: number, to?: number) => Value): Method => {
    return (args) => {
      const numbers = bounds(args);
      return numbers === undefined ? unknown('an unknown position') : use(numbers[0], numbers[1]);
    };
  };
  const search = (use: (part: string) => Value): Method => {
    return ([part]) => withText(part, use);
  };
  return {
    includes: search((part) => text.includes(part)),
    startsWith: search((part) => text.startsWith(part)),
    endsWith: search((part) => text.endsWith(part)),
    indexOf: search((part) => text.indexOf(part)),
    lastIndexOf: search((part) => text.lastIndexOf(part)),
    localeCompare: search((part) => text.localeCompare(part)),
    toLowerCase: () => text.toLowerCase(),
    toLocaleLowerCase: () => text.toLowerCase(),
    toUpperCase: () => text.toUpperCase(),
    toLocaleUpperCase: () => text.toUpperCase(),
    trim: () => text.trim(),
    trimStart: () => text.trimStart(),
    trimEnd: () => text.trimEnd(),
    normalize: () => text.normalize(),
    toString: () => text,
    valueOf: () => text,
    at: bounded((at = 0) => text.at(at)),
    charAt: bounded((at = 0) => text.charAt(at)),
    charCodeAt: bounded((at = 0) => text.charCodeAt(at)),
    slice: bounded((from, to) => text.slice(from, to)),
    substring: bounded((from = 0, to) => text.substring(from, to)),
    substr: bounded((from = 0, length) => text.substr(from, length)),
    concat: (args) =>
      withText(list([text, ...args]), () => args.map((arg) => String(arg)).reduce((a, b) => a + b, text)),
    match: ([pattern]) => withPattern(pattern, (regex) => regexMatch(regex, text)),
    matchAll: ([pattern]) => withPattern(pattern, (regex) => regexMatchAll(regex, text)),
    search: ([pattern]) => withPattern(pattern, (regex) => regexSearch(regex, text)),
    split: ([separator]) => {
      if (isRegex(separator)) return regexSplit(separator, text);
      return separator === undefined ? list([text]) : withText(separator, (part) => list(text.split(part)));
    },
    replace: ([pattern, by]) => replaced(text, pattern, by, false),
    replaceAll: ([pattern, by]) => replaced(text, pattern, by, true),
    repeat: bounded((times = 0) =>
      times * text.length > longestText ? unknown('a very long text') : text.repeat(times),
    ),
    padStart: bounded((length = 0) => (length > longestText ? unknown('a very long text') : text.padStart(length))),
    padEnd: bounded((length = 0) => (length > longestText ? unknown('a very long text') : text.padEnd(length))),
  };
}

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
  return method(listMethods(value)[name], `Array.${name}`, machine);
}

/** The first item (by `from` a known direction) for which the callback is surely true; unknown where that cannot be told. */
function search(items: readonly Value[], callback: Value, machine: Machine, use: (index: number) => Value): Value {
  let doubt: Value | undefined;
  for (const [index, item] of items.entries()) {
    const verdict = machine.call(callback, [item, index, list([...items])], undefined);
    const truth = truthy(verdict);
    if (truth === true) return doubt ?? use(index);
    if (truth === undefined) doubt ??= isUnknown(verdict) ? verdict : unknown('a callback');
  }
  return doubt ?? use(-1);
}

function listMethods({ items }: ListValue): Readonly<Record<string, Method>> {
  const has = (part: Value): Value => {
    const answers = items.map((item) => strictEquals(item, part));
    if (answers.includes(true)) return true;
    return answers.includes(undefined) ? unknown('a list with unknown items') : false;
  };
  return {
    includes: ([part]) => (typeof part === 'number' && Number.isNaN(part) ? items.some(Number.isNaN) : has(part)),
    indexOf: ([part]) => (isUnknown(part) || items.some(isUnknown) ? unknown('an unknown item') : items.indexOf(part)),
    some: ([callback], machine) => {
      const truths = items.map((item, i) => truthy(machine.call(callback, [item, i], undefined)));
      return truths.includes(true) ? true : truths.includes(undefined) ? unknown('a callback') : false;
    },
    every: ([callback], machine) => {
      const truths = items.map((item, i) => truthy(machine.call(callback, [item, i], undefined)));
      return truths.includes(false) ? false : truths.includes(undefined) ? unknown('a callback') : true;
    },
    find: ([callback], machine) => search(items, callback, machine, (at) => items[at]),
    findIndex: ([callback], machine) => search(items, callback, machine, (at) => at),
    findLast: ([callback], machine) => search([...items].reverse(), callback, machine, (at) => items.at(-1 - at)),
    filter: ([callback], machine) => {
      const kept: Value[] = [];
      for (const [i, item] of items.entries()) {
        const truth = truthy(machine.call(callback, [item, i], undefined));
        if (truth === undefined) return unknown('a filter that cannot be followed');
        if (truth) kept.push(item);
      }
      return list(kept);
    },
    map: ([callback], machine) => list(items.map((item, i) => machine.call(callback, [item, i], undefined))),
    flatMap: ([callback], machine) => flat(list(items.map((item, i) => machine.call(callback, [item, i], undefined)))),
    forEach: ([callback], machine) => {
      for (const [i, item] of items.entries()) machine.call(callback, [item, i], undefined);
      return undefined;
    },
    reduce: (args, machine) => {
      const [callback] = args;
      const rest = args.length > 1 ? items : items.slice(1);
      let total = args.length > 1 ? args[1] : items[0];
      for (const [i, item] of rest.entries()) total = machine.call(callback, [total, item, i], undefined);
      return total;
    },
    join: ([separator]) => {
      const texts = items.map((item) => (item == null ? '' : toText(item)));
      if (!texts.every((text) => typeof text === 'string')) return unknown('a text of unknown parts');
      return texts.join(separator === undefined ? ',' : String(separator));
    },
    concat: (args) => list([...items, ...args.flatMap((arg) => (isList(arg) ? arg.items : [arg]))]),
    slice: (args) => {
      const numbers = bounds(args);
      return numbers === undefined ? unknown('an unknown position') : list(items.slice(numbers[0], numbers[1]));
    },
    at: (args) => items.at(Number(bounds(args)?.[0] ?? 0)),
    flat: () => flat({ kind: 'list', items }),
    reverse: () => list([...items].reverse()),
    toReversed: () => list([...items].reverse()),
    push: (args) => items.push(...args),
    unshift: (args) => items.unshift(...args),
    pop: () => items.pop(),
    shift: () => items.shift(),
    keys: () => list(items.map((_, i) => i)),
    values: () => list([...items]),
    entries: () => list(items.map((item, i) => list([i, item]))),
    toString: () => toText({ kind: 'list', items }),
  };
}

function isList(value: Value): value is ListValue {
  return !isPrimitive(value) && value.kind === 'list';
}

function flat({ items }: ListValue): ListValue {
  return list(items.flatMap((item) => (isList(item) ? item.items : [item])));
}

/** A method of a Set or Map. */
export function collectionMember(value: CollectionValue, name: string, machine: Machine): Value {
  const { entries, kind } = value;
  if (name === 'size') return entries.size;
  const doubtful = (key: Value): boolean => isUnknown(key) || [...entries.keys()].some(isUnknown);
  const methods: Readonly<Record<string, Method>> = {
    has: ([key]) => (entries.has(key) ? true : doubtful(key) ? unknown('a set with unknown members') : false),
    get: ([key]) => (entries.has(key) ? entries.get(key) : doubtful(key) ? unknown('an unknown key') : undefined),
    add: ([key]) => (entries.set(key, key), value),
    set: ([key, item]) => (entries.set(key, item), value),
    delete: ([key]) => entries.delete(key),
    keys: () => list([...entries.keys()]),
    values: () => list([...entries.values()]),
    entries: () => list([...entries].map((entry) => list(entry))),
    forEach: ([callback]) => {
      for (const [key, item] of entries) machine.call(callback, [item, key], undefined);
      return undefined;
    },
  };
  return method(methods[name], `${kind}.${name}`, machine);
}

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
