// The methods of texts. What takes and gives primitives is the language's own method; what takes a regex or calls back is
// written out.

import { toText } from './coerce.ts';
import { typeErrorOf } from './errors.ts';
import { longestText, type Machine } from './machine.ts';
import { held, hold, method, onHost, plainArgs, type Method, type Methods } from './methods.ts';
import { regexMatch, regexMatchAll, regexReplace, regexSearch, regexSplit } from './regex.ts';
import {
  ConsumerThrow,
  isCallable,
  isPrimitive,
  isRegex,
  isUnknown,
  iterator,
  list,
  unknown,
  type RegexValue,
  type Value,
} from './value.ts';

/** A method or data property of a text, or undefined where there is none such. */
export function stringMember(text: string, name: string): Value {
  if (name === 'length') return text.length;
  if (/^(?:0|[1-9]\d*)$/.test(name)) return text[Number(name)];
  return method(stringMethods, name, text, String.prototype);
}

/** The language's own method of that name. */
function own(name: string): Method<string> {
  return (text, args, machine) => {
    const plain = plainArgs(args, machine);
    if (!Array.isArray(plain)) return plain as Value;
    return onHost(() => {
      const apply = Reflect.get(String.prototype, name) as (...args: readonly unknown[]) => string | number | boolean;
      const result = Reflect.apply(apply, text, plain);
      return typeof result === 'string' ? held(result) : result;
    });
  };
}

/** `includes` and its like, which take no regex. */
function search(name: string): Method<string> {
  const plain = own(name);
  return (text, args, machine) => {
    if (isRegex(args[0])) throw new ConsumerThrow(typeErrorOf(`a regex for ${name}`));
    return plain(text, args, machine);
  };
}

/** `repeat` and its like, whose result may be long. */
function growing(name: string, size: (text: string, length: number) => number): Method<string> {
  const plain = own(name);
  return (text, args, machine) =>
    size(text, Number(isPrimitive(args[0]) ? args[0] : Number.NaN)) > longestText
      ? unknown('a very long text')
      : plain(text, args, machine);
}

/** Without a locale the host's would decide. */
function local(name: 'toLocaleLowerCase' | 'toLocaleUpperCase'): Method<string> {
  const plain = own(name);
  return (text, args, machine) => plain(text, args[0] === undefined ? ['en'] : args, machine);
}

const plainNames = [
  'at', 'charAt', 'charCodeAt', 'codePointAt', 'concat', 'indexOf', 'isWellFormed', 'lastIndexOf', 'normalize', 'slice',
  'substr', 'substring', 'toLowerCase', 'toString', 'toUpperCase', 'toWellFormed', 'trim', 'trimEnd', 'trimLeft',
  'trimRight', 'trimStart', 'valueOf',
].filter((name) => name in String.prototype); // prettier-ignore

const stringMethods: Methods<string> = {
  ...Object.fromEntries(plainNames.map((name) => [name, own(name)])),
  ...Object.fromEntries(['includes', 'startsWith', 'endsWith'].map((name) => [name, search(name)])),
  repeat: growing('repeat', (text, times) => text.length * times),
  padStart: growing('padStart', (_, length) => length),
  padEnd: growing('padEnd', (_, length) => length),
  toLocaleLowerCase: local('toLocaleLowerCase'),
  toLocaleUpperCase: local('toLocaleUpperCase'),
  localeCompare: (text, [other]) => (other === text ? 0 : unknown('an order of texts')),
  match: (text, [pattern], machine) => withPattern(pattern, '', machine, (regex) => regexMatch(regex, text, machine)),
  matchAll: (text, [pattern], machine) =>
    withPattern(pattern, 'g', machine, (regex) => regexMatchAll(regex, text, machine)),
  search: (text, [pattern], machine) => withPattern(pattern, '', machine, (regex) => regexSearch(regex, text, machine)),
  split,
  replace: (text, args, machine) => replaced(text, args, machine, false),
  replaceAll: (text, args, machine) => replaced(text, args, machine, true),
  '@@iterator': (text) => iterator([...text]),
};

function withPattern(pattern: Value, flags: string, machine: Machine, use: (regex: RegexValue) => Value): Value {
  if (isRegex(pattern)) return use(pattern);
  const source = pattern === undefined ? '' : toText(pattern, machine);
  return typeof source === 'string' ? use({ kind: 'regex', source, flags, lastIndex: 0 }) : source;
}

function split(text: string, [separator, limit]: readonly Value[], machine: Machine): Value {
  if (isUnknown(limit)) return limit;
  const most = limit === undefined ? undefined : Number(isPrimitive(limit) ? limit : Number.NaN) >>> 0;
  if (isRegex(separator)) return regexSplit(separator, text, most, machine);
  if (separator === undefined) return list(most === 0 ? [] : [text]);
  const by = toText(separator, machine);
  return typeof by === 'string' ? list(hold<Value>(text.split(by, most), machine)) : by;
}

/** The rules of `$` are the same whether a regex or a text was found; a text is looked for as it is. */
function replaced(text: string, [pattern, by]: readonly Value[], machine: Machine, all: boolean): Value {
  if (isRegex(pattern)) {
    if (all && !pattern.flags.includes('g')) throw new ConsumerThrow(typeErrorOf('replaceAll with a non-global regex'));
    return regexReplace(pattern, text, by, machine);
  }
  const part = toText(pattern, machine);
  if (typeof part !== 'string') return part;
  if (isCallable(by)) return replacedBy(text, part, by, machine, all);
  const replacement = toText(by, machine);
  if (typeof replacement !== 'string') return replacement;
  if (replacement.length * (all ? text.length + 1 : 1) > longestText * 10) return unknown('a very long text');
  return held(all ? text.replaceAll(part, replacement) : text.replace(part, replacement));
}

function replacedBy(text: string, part: string, by: Value, machine: Machine, all: boolean): Value {
  let result = '';
  let from = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + Math.max(part.length, 1))) {
    const said = toText(machine.call(by, [part, at, text], undefined), machine);
    if (typeof said !== 'string') return said;
    result += text.slice(from, at) + said;
    from = at + part.length;
    if (!all || at >= text.length) break;
  }
  return held(result + text.slice(from));
}
