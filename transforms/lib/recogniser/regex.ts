// Consumer regexes run on model texts only, and only where they cannot run away. A refusal means "unknown", never "no".

import { list, unknown, type ListValue, type RegexValue, type UnknownValue, type Value } from './value.ts';

const longestText = 2_000;
const longestPattern = 1_000;
/** With two wide quantifiers the work grows with the square of the text, with more of them it gets out of hand. */
const mostWideQuantifiers = 2;
const shortText = 400;

/** Why the pattern must not be run on a text of this length, or undefined where it may. */
export function refusal(pattern: string, textLength: number): string | undefined {
  if (pattern.length > longestPattern || textLength > longestText) return 'a regex or text that is too long to run';
  const { nested, wide } = quantifiers(pattern);
  if (nested) return 'a regex with a repeated group that may run away';
  const limit = textLength <= shortText ? mostWideQuantifiers + 1 : mostWideQuantifiers;
  return wide > limit ? 'a regex with too many open quantifiers' : undefined;
}

/** `nested`: an unbounded repeat around a group that itself repeats or chooses. `wide`: open repeats of more than a space or one letter. */
function quantifiers(pattern: string): { readonly nested: boolean; readonly wide: number } {
  const groups: { open: boolean }[] = [];
  let wide = 0;
  let nested = false;
  let atom: 'narrow' | 'wide' | 'open-group' | 'group' = 'narrow';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    if (char === '\\') {
      at++;
      atom = /[sbB\-/."'():[\]{}\\]/.test(pattern[at] ?? '') ? 'narrow' : 'wide';
    } else if (char === '[') {
      at = classEnd(pattern, at);
      atom = 'wide';
    } else if (char === '(') {
      groups.push({ open: false });
    } else if (char === ')') {
      const inner = groups.pop();
      atom = inner?.open === true ? 'open-group' : 'group';
      const outer = groups.at(-1);
      if (inner?.open === true && outer !== undefined) outer.open = true;
    } else if (char === '|') {
      const group = groups.at(-1);
      if (group !== undefined) group.open = true;
    } else if (isOpenQuantifier(pattern, at)) {
      if (atom === 'open-group') nested = true;
      if (atom !== 'narrow') wide++;
      const group = groups.at(-1);
      if (group !== undefined) group.open = true;
      if (pattern[at + 1] === '?') at++;
    } else {
      atom = char === '.' ? 'wide' : 'narrow';
    }
  }
  return { nested, wide };
}

function isOpenQuantifier(pattern: string, at: number): boolean {
  const char = pattern[at];
  if (char === '*' || char === '+') return true;
  if (char !== '{') return false;
  const bounds = /^\{(\d+)(,?)(\d*)\}/.exec(pattern.slice(at, at + 20));
  if (bounds === null) return false;
  return (bounds[2] === ',' && bounds[3] === '') || Number(bounds[3] === '' ? bounds[1] : bounds[3]) > 12;
}

function classEnd(pattern: string, from: number): number {
  for (let at = from + 1; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++;
    else if (pattern[at] === ']') return at;
  }
  return pattern.length;
}

/** The regex as the language's own, or why it is not run. */
function compile(value: RegexValue, text: string): RegExp | UnknownValue {
  const why = refusal(value.source, text.length);
  if (why !== undefined) return unknown(why);
  try {
    const regex = new RegExp(value.source, value.flags);
    regex.lastIndex = value.lastIndex;
    return regex;
  } catch {
    return unknown('a regex this Node does not know');
  }
}

function found(match: RegExpExecArray | RegExpMatchArray): ListValue & { readonly groups?: Value } {
  const items: Value[] = [...match];
  const result = list(items);
  if (match.groups === undefined) return result;
  const groups: Value = {
    kind: 'object',
    type: undefined,
    own: new Map<string, Value>(Object.entries(match.groups)),
    getters: new Map(),
  };
  return { ...result, groups };
}

export function regexTest(value: RegexValue, text: string): Value {
  const regex = compile(value, text);
  if (!(regex instanceof RegExp)) return regex;
  const result = regex.test(text);
  value.lastIndex = regex.lastIndex;
  return result;
}

export function regexExec(value: RegexValue, text: string): Value {
  const regex = compile(value, text);
  if (!(regex instanceof RegExp)) return regex;
  const match = regex.exec(text);
  value.lastIndex = regex.lastIndex;
  return match === null ? null : found(match);
}

export function regexMatch(value: RegexValue, text: string): Value {
  const regex = compile(value, text);
  if (!(regex instanceof RegExp)) return regex;
  const match = text.match(regex);
  if (match === null) return null;
  return regex.global ? list([...match]) : found(match);
}

export function regexMatchAll(value: RegexValue, text: string): Value {
  const regex = compile(value, text);
  if (!(regex instanceof RegExp) || !regex.global) return unknown('matchAll of such a regex');
  return list([...text.matchAll(regex)].map((match) => found(match)));
}

export function regexSearch(value: RegexValue, text: string): Value {
  const regex = compile(value, text);
  return regex instanceof RegExp ? text.search(regex) : regex;
}

export function regexReplace(value: RegexValue, text: string, replacement: string): Value {
  const regex = compile(value, text);
  return regex instanceof RegExp ? text.replace(regex, replacement).slice(0, longestText) : regex;
}

export function regexSplit(value: RegexValue, text: string): Value {
  const regex = compile(value, text);
  return regex instanceof RegExp ? list(text.split(regex)) : regex;
}
