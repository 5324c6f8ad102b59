// What is done to a real source: to its tokens, its lines, its bytes.

import type { Chance } from './random.ts';

type Mutation = (text: string, chance: Chance, other: string) => string;

const tokens =
  /[A-Za-z_$][\w$]*|\d[\w.]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|[=!<>]==?|&&|\|\||\?\?|=>|\.\.\.|\s+|[^]/g;
const operators = ['===', '!==', '==', '!=', '&&', '||', '??', '<', '>=', '+', '-', ',', '&', '|', '=', '**', 'in'];
const values = [
  ...[
    '404',
    '-32001',
    '-32000',
    '0',
    'NaN',
    'null',
    'undefined',
    "''",
    "'Session not found'",
    '`${404}`',
    '404n',
    '-0',
  ],
  ...['/session|expired/i', '[404]', '{}', '() => 404', 'await 404', 'error', 'this', '"404"', '4_0_4', '0x194', '!0'],
];
const strange = [
  '\u2028',
  '\u00a0',
  '\ufeff',
  '\u202e',
  '\u0000',
  '\u001b[31m',
  '\ud83d\ude00',
  '/*',
  '*/',
  '//',
  '`',
  '${',
];

const split = (text: string): string[] => text.match(tokens) ?? [];
const isWord = (token: string): boolean => /^[A-Za-z_$]/.test(token);
const isValue = (token: string): boolean => /^[\d'"]/.test(token);

/** Changes tokens; `share` says which ones may be taken. */
function onTokens(
  change: (all: string[], at: number, chance: Chance) => void,
  fits = (_token: string): boolean => true,
) {
  return (text: string, chance: Chance): string => {
    const all = split(text);
    const places = all.flatMap((token, index) => (token.trim() !== '' && fits(token) ? [index] : []));
    if (places.length === 0) return text;
    change(all, chance.of(places), chance);
    return all.join('');
  };
}

function onLines(change: (lines: string[], at: number, chance: Chance) => void): Mutation {
  return (text, chance) => {
    const lines = text.split('\n');
    change(lines, chance.int(lines.length), chance);
    return lines.join('\n');
  };
}

/** Those that leave much of what parses parsing stand first, and more than once. */
const gentle: readonly Mutation[] = [
  onTokens((all, at, chance) => void (all[at] = chance.of(all.filter(isWord))), isWord),
  onTokens(
    (all, at, chance) => void (all[at] = chance.of(operators)),
    (token) => operators.includes(token),
  ),
  onTokens((all, at, chance) => void (all[at] = chance.of(values)), isValue),
  onTokens(
    (all, at) => void (all[at] = `(${all[at] ?? ''})`),
    (token) => isWord(token) || isValue(token),
  ),
  onTokens((all, at) => void (all[at] = `!${all[at] ?? ''}`), isWord),
  onTokens((all, at) => void (all[at] = `/* ${all[at] ?? ''} */ ${all[at] ?? ''}`)),
  onTokens(
    (all, at) => void (all[at] = `${all[at] ?? ''}\n`),
    (token) => /^[;{},(]$/.test(token),
  ),
  onTokens(
    (all, at) => void (all[at] = '?.'),
    (token) => token === '.',
  ),
  onLines((lines, at) => void lines.splice(at, 1)),
  onLines((lines, at) => void lines.splice(at, 0, lines[at] ?? '')),
  onLines(
    (lines, at, chance) => void lines.splice(chance.int(lines.length), 0, ...lines.splice(at, 1 + chance.int(4))),
  ),
  (text) => text.replaceAll('\n', '\r\n'),
  (text, { int }) => text.replaceAll('\n', () => (int(3) === 0 ? '\r\n' : '\n')),
  (text) => text.replaceAll('  ', '\t'),
  (text) => text.trimEnd(),
  (text) => `\ufeff${text}`,
  (text) => `#!/usr/bin/env node\n${text}`,
  (text) => text.replaceAll(/\n\s*/g, ' '),
  (text, { int }, other) => `${text}\n${other.slice(0, int(other.length))}`,
  (text, _chance, other) => `${other.replaceAll(/^import [^;]*;$/gm, '')}\n${text}`,
  (text, chance) => deepened(text, chance, 1 + chance.int(40)),
  (text) => `export function around() {\n${text.replaceAll(/^(import [^;]*;|export default|export)/gm, '')}\n}\n`,
];

const rough: readonly Mutation[] = [
  onTokens((all, at) => void all.splice(at, 1)),
  onTokens((all, at) => void all.splice(at, 0, all[at] ?? '')),
  onTokens((all, at, { int }) => {
    const other = int(all.length);
    [all[at], all[other]] = [all[other] ?? '', all[at] ?? ''];
  }),
  onTokens((all, at, chance) => void all.splice(at, 0, chance.of(strange))),
  (text, { int }) => text.slice(0, int(text.length)),
  (text, { int }) => text.slice(int(text.length)),
  (text, { int }, other) => text.slice(0, int(text.length)) + other.slice(int(other.length)),
  (text, chance) => deepened(text, chance, 200 + chance.int(400)),
];

/** A word or value that stands behind a sign that an expression follows, in so many parentheses (or the like). */
function deepened(text: string, chance: Chance, depth: number): string {
  const [open, close] = chance.of([
    ['(', ')'],
    ['[', ']'],
    ['!', ''],
    ['`${', '}`'],
    ['{ a: ', ' }'],
    ['() => ', ''],
  ]);
  const marks = [...text.matchAll(/(?<=(?:[=(,]|return|&&) )[\w'".]+/g)];
  if (marks.length === 0 || open === undefined || close === undefined) return text;
  const [word, index] = [chance.of(marks)[0], chance.of(marks).index];
  return text.slice(0, index) + open.repeat(depth) + word + close.repeat(depth) + text.slice(index);
}

/** A mutant of a source, as the bytes of its file. */
export function mutated(text: string, chance: Chance, other: string): Buffer {
  let mutant = text;
  for (let turn = 1 + chance.int(3); turn > 0; turn -= 1) {
    mutant = chance.of(chance.percent(80) ? gentle : rough)(mutant, chance, other);
  }
  return chance.percent(92) ? Buffer.from(mutant, 'utf8') : encoded(mutant, chance);
}

function encoded(text: string, chance: Chance): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const noise = Buffer.from(Array.from({ length: 1 + chance.int(16) }, () => chance.int(256)));
  const at = chance.int(bytes.length);
  const ways = [
    () => Buffer.from(`\ufeff${text}`, 'utf16le'),
    () => Buffer.from(text, 'utf16le').swap16(),
    () => Buffer.from(text.replaceAll('error', 'erreur\u00e9'), 'latin1'),
    () => Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)]),
    () => Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at + noise.length)]),
    () => Buffer.concat([bytes, Buffer.from([0xed, 0xa0, 0x80])]),
    () => noise,
    () => Buffer.alloc(0),
  ];
  return chance.of(ways)();
}
