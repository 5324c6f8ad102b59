import { expect, test } from 'vitest';
import { makeSource } from '../../source.ts';
import { casesOf, conditionsOf, formulaOf, formulaText } from './condition.ts';

const conditions = (text: string): readonly string[] => {
  const source = makeSource('x.ts', text);
  return conditionsOf(source.file.program).map(({ start, end }) => text.slice(start ?? 0, end ?? 0));
};

const formula = (text: string): string => {
  const source = makeSource('x.ts', text);
  const [node] = conditionsOf(source.file.program);
  return node === undefined ? '' : formulaText(formulaOf(node), text);
};

test('finds conditions wherever they stand', () => {
  expect(conditions('if (a) b;')).toEqual(['a']);
  expect(conditions('return x === 1;')).toEqual(['x === 1']);
  expect(conditions('const f = (e) => e instanceof A && e.b;')).toEqual(['e instanceof A && e.b']);
  expect(conditions('const t = a === 1 ? b : c;')).toEqual(['a === 1']);
  expect(conditions('f(x.includes("y"), { z: !w });')).toEqual(['x.includes("y")', '!w']);
  expect(conditions('while (x) y; do z; while (w); for (; v; ) u;')).toEqual(['x', 'w', 'v']);
  expect(conditions('if (xs.some((x) => x === 1)) y;')).toEqual(['xs.some((x) => x === 1)', 'x === 1']);
});

test('written parentheses stay groups', () => {
  expect(formula('if (a && b && (c && d || !e)) f;')).toBe('a and b and ((c and d) or not e)');
  expect(formula('if (a || (b || c)) f;')).toBe('a or (b or c)');
  expect(formula('if (a && (b ? c : d)) f;')).toBe('a and if b then c else d');
});

test('the cases of a switch are comparisons', () => {
  const text = 'switch (e.code) { case 404: a(); break; case 401: default: b(); }';
  const source = makeSource('x.ts', text);
  expect(casesOf(source.file.program).map(({ start, end }) => text.slice(start ?? 0, end ?? 0))).toEqual([
    '404',
    '401',
  ]);
});
