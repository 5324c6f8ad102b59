import { expect, test } from 'vitest';
import { sameCode } from './same-code.ts';
import { makeSource } from './source.ts';

/** Whether the first two statements of a text are the same code. */
function alike(left: string, right: string): boolean {
  const [a, b] = makeSource('x.ts', `${left};\n${right};`).file.program.body;
  if (a === undefined || b === undefined) throw new Error('two statements, please');
  return sameCode(a, b);
}

test.each([
  ['the same', 'f({ a: 1 })', 'f({ a: 1 })'],
  ['broken over lines, with a comma', 'f({ a: 1, b })', 'f({\n  a: 1,\n  b, // that\n})'],
  ['quoted otherwise', `f('a')`, 'f("a")'],
  ['marked as certain', 'a.b.c()', 'a.b!.c()'],
  ['cast', 'f(a)', 'f(a as string)'],
])('%s', (_, left, right) => {
  expect(alike(left, right)).toBe(true);
});

test.each([
  ['another name', 'f(a)', 'f(b)'],
  ['blanks in a text', `f('a b')`, `f('ab')`],
  ['blanks in a template', 'f(`a b`)', 'f(`ab`)'],
  ['another template', 'f(`a${x}`)', 'f(`b${x}`)'],
  ['another operator', 'f(a + b)', 'f(a - b)'],
  ['one more argument', 'f(a)', 'f(a, b)'],
  ['optional', 'a.f()', 'a?.f()'],
  ['computed', 'a.b()', 'a[b]()'],
  ['another flag', 'f(/a/g)', 'f(/a/i)'],
  ['another number', 'f(1)', 'f(2)'],
  ['null', 'f(null)', 'f(undefined)'],
])('not: %s', (_, left, right) => {
  expect(alike(left, right)).toBe(false);
});
