import { describe, expect, test } from 'vitest';
import { machineOn } from './interpreter.ts';
import { makeRegex, regexExec, regexMatch, regexReplace, regexSplit, regexTest } from './regex.ts';
import { isRegex, isUnknown, type RegexValue, type Value } from './value.ts';
import { makeSource } from '../../source.ts';
import { worldOf } from '../names/world.ts';

const machine = machineOn(worldOf(makeSource('x.ts', '')), 1_000_000);

function regex({ source, flags }: RegExp): RegexValue {
  const made = makeRegex(source, flags);
  if (!isRegex(made)) throw new Error('no regex');
  return made;
}

/** A list of the interpreter as one of the host. */
function plain(value: Value): unknown {
  if (value === null || typeof value !== 'object') return value;
  return value.kind === 'list' ? value.items.map(plain) : value.kind;
}

describe('says what the language says', () => {
  test.each([
    [/a|b(c)?/, 'xbc'],
    [/(?<status>4\d\d)\b/, 'HTTP 404 Not Found'],
    [/(?<=HTTP )\d+(?! Gone)/, 'HTTP 410 Gone, HTTP 404'],
    [/^session(?: \w+)* (?:not found|expired)$/im, 'x\nSession abc def NOT FOUND\ny'],
    [/(\w)\1/, 'session'],
    [/(?:a|ab)(?:c|bcd)(d*)/, 'abcd'],
    [/(z)((a+)?(b+)?(c))*/, 'zaacbbbcac'],
    [/"code"\s*:\s*(-?\d{5,})/, '{"error":{"code": -32001}}'],
    [/[^\x00-\x1f\]]+?$/, 'a]b'],
    [/\u{1F600}|\p{Lu}/u, 'ab😀'],
    [/(?=(a+))a*b\1/, 'baaabac'],
    [/(?<!a)b{2,}?/, 'abbb'],
    [/x{2}|{|\]|\0|\x41|\cJ/, 'aA'],
    [/.^/m, 'a\nb'],
  ])('%s on %j', (pattern, text) => {
    const found = pattern.exec(text);
    expect(plain(regexExec(regex(pattern), text, machine))).toEqual(found === null ? null : [...found]);
  });

  test.each([
    [/o/g, 'foo boo', '<$&>'],
    [/(\d)(\d)/, 'a42', "$2$1$$$`$'$3$10"],
    [/(?<n>\d)/g, '1 2', '[$<n>$<m>]'],
    [/\b/g, 'a b', '|'],
  ])('replaces %s in %j', (pattern, text, by) => {
    expect(regexReplace(regex(pattern), text, by, machine)).toBe(text.replace(pattern, by));
  });

  test.each([
    [/\s*[,;]\s*/, 'a , b;c', undefined],
    [/(-)/, 'a-b-c', undefined],
    [/(?:)/, 'abc', 2],
    [/x/, '', undefined],
  ])('splits by %s', (pattern, text, limit) => {
    expect(plain(regexSplit(regex(pattern), text, limit, machine))).toEqual(text.split(pattern, limit));
  });

  test('a global or sticky regex goes on where it was', () => {
    for (const pattern of [/a/g, /a/y, /a/gy]) {
      const value = regex(pattern);
      for (let round = 0; round < 5; round++) {
        expect(regexTest(value, 'aba', machine)).toBe(pattern.test('aba'));
        expect(value.lastIndex).toBe(pattern.lastIndex);
      }
    }
    expect(plain(regexMatch(regex(/a./g), 'abac', machine))).toEqual(['ab', 'ac']);
  });
});

describe('nothing of the consumer keeps us busy', () => {
  const long = `${'a'.repeat(3_000)}!`;

  test.each([
    /(a+)+$/,
    /(a|a)*$/,
    /(a|ab?)*c/,
    /(?:a?){40}a{40}b/,
    /^(?:(?:a{1,12}){1,12}){1,12}b/,
    /(.*)(.*)(.*)(.*)(.*)x/,
    /a*a*a*a*a*a*b/,
    /(?=(a*)*b)/,
    /(?<=^b(?:a*a*)*!)$/,
    /(a*)\1\1\1b/,
  ])('%s on a long text is given up', (pattern) => {
    const started = Date.now();
    const said = regexTest(regex(pattern), long, machine);
    expect(isUnknown(said)).toBe(true);
    expect(Date.now() - started).toBeLessThan(500);
  });

  test('and is still known on what it is quick with', () => {
    expect(regexTest(regex(/^(session|expired|\s)+$/), 'session expired', machine)).toBe(true);
    expect(regexTest(regex(/(.*)404(.*)/), 'HTTP 404', machine)).toBe(true);
  });

  test('a gigantic pattern or text is not run', () => {
    expect(isUnknown(makeRegex('a'.repeat(100_000), ''))).toBe(true);
    expect(isUnknown(regexTest(regex(/a/), 'b'.repeat(100_000), machine))).toBe(true);
  });
});
