// What a regex of the consumer says of a text: `test`, `exec` and the methods of texts that take one, with `lastIndex` and
// the flags as the language has them. The matching itself is counted (regex-matcher.ts); given up means "unknown".

import { toText } from './coerce.ts';
import { thrownBy } from './errors.ts';
import { settledValue, touch } from './heap.ts';
import { burn, type Machine } from './machine.ts';
import { held, hold, method, type Methods } from './methods.ts';
import { GaveUp, matcherFor, type Found, type Matcher } from './regex-matcher.ts';
import {
  ConsumerThrow,
  isCallable,
  isPrimitive,
  isRegex,
  isUnknown,
  iterator,
  list,
  object,
  unknown,
  type ListValue,
  type RegexValue,
  type UnknownValue,
  type Value,
} from './value.ts';
import { typeErrorOf } from './errors.ts';

const longestText = 4_000;
const longestPattern = 2_000;
const mostKept = 300;

interface Compiled {
  readonly matcher: Matcher;
  /** The same question is asked of every model error many times. */
  readonly known: Map<string, Found | GaveUp | undefined>;
}

const compiled = new Map<string, Compiled | string>();

/** The regex made ready, or why it is not run. */
function compile({ source, flags }: RegexValue): Compiled | string {
  const key = `${flags}/${source}`;
  const kept = compiled.get(key);
  if (kept !== undefined) return kept;
  if (compiled.size >= mostKept) compiled.clear();
  const made = make(source, flags);
  compiled.set(key, made);
  return made;
}

function make(source: string, flags: string): Compiled | string {
  if (source.length > longestPattern) return 'a regex that is too long to run';
  try {
    new RegExp(source, flags);
    const matcher = matcherFor(source, flags);
    return matcher === undefined ? 'a regex of a kind that is not followed' : { matcher, known: new Map() };
  } catch {
    return 'a regex this Node does not know';
  }
}

function find(value: RegexValue, text: string, from: number, machine: Machine): Found | UnknownValue | undefined {
  const regex = compile(value);
  if (typeof regex === 'string') return unknown(regex);
  if (text.length > longestText) return unknown('a text that is too long for a regex');
  const sticky = value.flags.includes('y');
  const key = `${from}${sticky ? 'y' : ''} ${text}`;
  burn(machine);
  if (!regex.known.has(key)) {
    if (regex.known.size >= mostKept) regex.known.clear();
    regex.known.set(key, attempt(regex.matcher, text, from, sticky));
  }
  const found = regex.known.get(key);
  return found instanceof GaveUp ? unknown(found.why) : found;
}

function attempt(matcher: Matcher, text: string, from: number, sticky: boolean): Found | GaveUp | undefined {
  try {
    return matcher.find(text, from, sticky);
  } catch (error) {
    if (error instanceof GaveUp) return error;
    throw error;
  }
}

/** One step of the language's `exec`: reads and writes `lastIndex` where the flags say so. */
function next(value: RegexValue, text: string, machine: Machine): Found | UnknownValue | undefined {
  const regex = settledValue(value);
  if (isUnknown(regex)) return regex;
  const keeps = value.flags.includes('g') || value.flags.includes('y');
  const from = keeps ? value.lastIndex : 0;
  const found = from > text.length ? undefined : find(value, text, from, machine);
  if (!keeps) return found;
  touch(machine, value);
  if (found !== undefined && isUnknown(found as Value)) value.doubt = 'a regex that was not followed';
  value.lastIndex = found !== undefined && 'end' in found ? found.end : 0;
  return found;
}

/** The array that a match is, with `index`, `input` and `groups`. */
function asList(value: RegexValue, text: string, found: Found): ListValue {
  const groups = compile(value);
  const count = typeof groups === 'string' ? 0 : groups.matcher.pattern.groups;
  const items: Value[] = [text.slice(found.start, found.end)];
  for (let index = 1; index <= count; index++) items.push(textOf(text, found.captures[index]));
  const match = new Map<string, Value>([
    ['index', found.start],
    ['input', text],
    ['groups', groupsOf(value, items)],
  ]);
  if (value.flags.includes('d')) match.set('indices', unknown('the indices of a match'));
  return { kind: 'list', items, match };
}

function groupsOf(value: RegexValue, items: readonly Value[]): Value {
  const regex = compile(value);
  if (typeof regex === 'string' || regex.matcher.pattern.names.size === 0) return undefined;
  const named = [...regex.matcher.pattern.names].map(
    ([name, indices]) => [name, indices.map((index) => items[index]).find((item) => item !== undefined)] as const,
  );
  return { ...object(named), bare: true };
}

function textOf(text: string, capture: readonly [number, number] | undefined): Value {
  return capture === undefined ? undefined : text.slice(...capture);
}

function isFound(found: Found | UnknownValue | undefined): found is Found {
  return found !== undefined && 'captures' in found;
}

export function regexTest(value: RegexValue, text: string, machine: Machine): Value {
  const found = next(value, text, machine);
  return found === undefined ? false : isFound(found) ? true : found;
}

export function regexExec(value: RegexValue, text: string, machine: Machine): Value {
  const found = next(value, text, machine);
  return found === undefined ? null : isFound(found) ? asList(value, text, found) : found;
}

/** Every match from the start; the regex itself is left at 0. */
function all(value: RegexValue, text: string, machine: Machine): readonly Found[] | UnknownValue {
  const matches: Found[] = [];
  const wide = value.flags.includes('u');
  for (let from = 0; from <= text.length;) {
    const found = find(value, text, from, machine);
    if (found === undefined) break;
    if (!isFound(found)) return found;
    hold(matches, machine).push(found);
    from =
      found.end === found.start ? found.end + (wide && (text.codePointAt(found.end) ?? 0) > 0xffff ? 2 : 1) : found.end;
  }
  return matches;
}

function rewound(value: RegexValue, machine: Machine): void {
  touch(machine, value);
  value.lastIndex = 0;
}

export function regexMatch(value: RegexValue, text: string, machine: Machine): Value {
  if (!value.flags.includes('g')) return regexExec(value, text, machine);
  rewound(value, machine);
  const matches = all(value, text, machine);
  if (!Array.isArray(matches)) return matches as UnknownValue;
  return matches.length === 0 ? null : list(matches.map(({ start, end }: Found) => text.slice(start, end)));
}

export function regexMatchAll(value: RegexValue, text: string, machine: Machine): Value {
  if (!value.flags.includes('g')) throw new ConsumerThrow(typeErrorOf('matchAll with a non-global regex'));
  if (value.lastIndex !== 0) return unknown('matchAll of a regex that was in use');
  const matches = all(value, text, machine);
  return Array.isArray(matches)
    ? iterator(matches.map((found: Found) => asList(value, text, found)))
    : (matches as UnknownValue);
}

export function regexSearch(value: RegexValue, text: string, machine: Machine): Value {
  const found = find(value, text, 0, machine);
  return found === undefined ? -1 : isFound(found) ? found.start : found;
}

export function regexReplace(value: RegexValue, text: string, by: Value, machine: Machine): Value {
  const global = value.flags.includes('g');
  if (isUnknown(by)) return by;
  if (global) rewound(value, machine);
  const one = global ? [] : next(value, text, machine);
  const matches = global
    ? all(value, text, machine)
    : one === undefined
      ? []
      : isFound(one as Found)
        ? [one as Found]
        : (one as UnknownValue);
  if (!Array.isArray(matches)) return matches as UnknownValue;
  let result = '';
  let from = 0;
  for (const found of matches as readonly Found[]) {
    const said = isCallable(by)
      ? calledBack(value, text, found, by, machine)
      : expanded(value, text, found, by, machine);
    if (typeof said !== 'string') return said;
    result += text.slice(from, found.start) + said;
    from = found.end;
    if (typeof held(result) !== 'string') return held(result);
  }
  return held(result + text.slice(from));
}

function calledBack(value: RegexValue, text: string, found: Found, by: Value, machine: Machine): string | UnknownValue {
  const { items, match } = asList(value, text, found);
  const groups = match?.get('groups');
  const args = [...items, found.start, text, ...(groups === undefined ? [] : [groups])];
  return toText(machine.call(by, args, undefined), machine);
}

/** `$1`, `$<name>`, `$&` and their kin in a replacement. */
function expanded(value: RegexValue, text: string, found: Found, by: Value, machine: Machine): string | UnknownValue {
  const template = toText(by, machine);
  if (typeof template !== 'string') return template;
  const { items, match } = asList(value, text, found);
  const groups = match?.get('groups');
  return template.replace(
    /\$(?:([$&`'])|(\d\d?)|<([^>]*)>)/g,
    (whole, sign?: string, digits?: string, name?: string) => {
      if (sign !== undefined) {
        return sign === '$'
          ? '$'
          : sign === '&'
            ? String(items[0])
            : sign === '`'
              ? text.slice(0, found.start)
              : text.slice(found.end);
      }
      if (digits !== undefined) return capture(items, digits) ?? whole;
      if (groups === undefined || isPrimitive(groups) || groups.kind !== 'object') return whole;
      return String(groups.own.get(name ?? '') ?? '');
    },
  );
}

/** `$12` is group 12 where there is one, else group 1 and a 2. */
function capture(items: readonly Value[], digits: string): string | undefined {
  const both = Number(digits);
  if (both >= 1 && both < items.length) return String(items[both] ?? '');
  const single = Number(digits[0]);
  if (digits.length < 2 || single < 1 || single >= items.length) return undefined;
  return `${String(items[single] ?? '')}${digits[1] ?? ''}`;
}

export function regexSplit(value: RegexValue, text: string, limit: number | undefined, machine: Machine): Value {
  const sticky: RegexValue = { ...value, flags: value.flags.includes('y') ? value.flags : `${value.flags}y` };
  const most = limit ?? 2 ** 32 - 1;
  const parts: Value[] = [];
  if (most === 0) return list(parts);
  if (text === '') {
    const found = find(sticky, text, 0, machine);
    return found !== undefined && !isFound(found) ? found : list(found === undefined ? [text] : []);
  }
  let from = 0;
  for (let at = 0; at < text.length;) {
    const found = find(sticky, text, at, machine);
    if (found !== undefined && !isFound(found)) return found;
    if (found === undefined || found.end === from) {
      at++;
      continue;
    }
    const { items } = asList(value, text, found);
    parts.push(text.slice(from, at), ...items.slice(1));
    if (parts.length >= most) return list(parts.slice(0, most));
    at = from = found.end;
  }
  return list(hold([...parts, text.slice(from)], machine));
}

/** `new RegExp(source, flags)`. */
export function makeRegex(from: Value, flags: Value, machine?: Machine): Value {
  const source = isRegex(from) ? from.source : from === undefined ? '' : toText(from, machine);
  const signs = flags === undefined ? (isRegex(from) ? from.flags : '') : toText(flags, machine);
  if (typeof source !== 'string' || typeof signs !== 'string') return unknown('a regex of unknown text');
  if (source.length > longestPattern) return unknown('a regex that is too long to run');
  try {
    new RegExp(source, signs);
  } catch (error) {
    // A newer Node may know what this one does not.
    if (/\(\?[a-z-]+:|v/.test(source + signs)) return unknown('a regex this Node does not know');
    throw new ConsumerThrow(thrownBy(error));
  }
  return { kind: 'regex', source, flags: [...signs].sort().join(''), lastIndex: 0 };
}

const properties: Readonly<Record<string, string>> = {
  global: 'g',
  ignoreCase: 'i',
  multiline: 'm',
  dotAll: 's',
  unicode: 'u',
  unicodeSets: 'v',
  sticky: 'y',
  hasIndices: 'd',
};

const methods: Methods<RegexValue> = {
  test: (self, [text], machine) => withText(text, machine, (known) => regexTest(self, known, machine)),
  exec: (self, [text], machine) => withText(text, machine, (known) => regexExec(self, known, machine)),
  toString: (self: RegexValue, _: readonly Value[], machine: Machine) => toText(self, machine),
};

function withText(value: Value, machine: Machine, use: (text: string) => Value): Value {
  const text = toText(value, machine);
  return typeof text === 'string' ? use(text) : text;
}

/** A method or data property of a regex. */
export function regexMember(value: RegexValue, name: string): Value {
  if (name === 'source') return value.source === '' ? '(?:)' : value.source;
  if (name === 'flags') return value.flags;
  if (name === 'lastIndex') return value.lastIndex;
  const flag = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return flag === undefined ? method(methods, name, value, RegExp.prototype) : value.flags.includes(flag);
}
