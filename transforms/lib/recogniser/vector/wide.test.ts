import { expect, test } from 'vitest';
import { fileIn, nodeIn } from '../../modules.test.kit.ts';
import { leadsOut } from './wide.ts';

const few = '1, '.repeat(10);
const many = '1, '.repeat(400);

test.each<[string, string, string, boolean]>([
  ['a caught error', 'try { f(); } catch (x) { if (is(x)) g(); }', 'is(x)', true],
  ['something called an error', 'const lastError = read(); if (is(lastError)) g();', 'is(lastError)', true],
  ['something typed as an error', 'const f = (x: Error) => is(x);', 'is(x)', true],
  ['a parameter with a name that says nothing', 'const f = (x) => is(x);', 'is(x)', true],
  ['a text by its name', 'const message = read(); if (is(message)) g();', 'is(message)', true],
  ['a value made of an error', 'try { f(); } catch (x) { const n = x.code; if (is(n)) g(); }', 'is(n)', true],
  ['a field of its class', 'class A { f() { return is(this.last); } }', 'is(this.last)', true],
  ['what a call gave', 'const rows = load(); if (is(rows)) g();', 'is(rows)', false],
  ['the parameters of a server', 'const handle = (request, response) => is(response);', 'is(response)', false],
  ['constants', 'const limit = 3; if (is(limit)) g();', 'is(limit)', false],
  [
    'an error in a function that it names',
    'const is = (n) => n; const rows = load(); if (is(rows)) g();',
    'is(rows)',
    false,
  ],
  [
    'an error in a value that it names',
    `const rows = wrap(error, [${few}]); const error = 1; g(is(rows));`,
    'is(rows)',
    true,
  ],
  ['in a long one', `const rows = wrap(error, [${many}]); const error = 1; g(is(rows));`, 'is(rows)', false],
])('%s: %s', (_name, text, condition, expected) => {
  const source = fileIn({ files: { 'a.ts': text } }, 'a.ts');
  expect(leadsOut(source, nodeIn(source, condition))).toBe(expected);
});
