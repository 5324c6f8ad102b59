import { applyEdits, type Edit, type Fix, makeSource } from '@resession/transforms/lib';
import { expect, test } from 'vitest';
import { rewrite, spanBack, spanForward } from './rewrite.ts';
import { replacing } from './toy.test.kit.ts';

const text = 'first(1);\r\n\tsecond(2);\r\nthird(3);';
const source = makeSource('a.ts', text);

function fix(old: string, now: string): Fix {
  const start = text.indexOf(old);
  const finding = replacing(start, start + old.length, now);
  if (finding.kind !== 'fix') throw new Error('not a fix');
  return finding;
}

test('every fix is made and no other byte changes', () => {
  const { text: now, refused } = rewrite(source, [fix('third', '3rd'), fix('first', 'FIRST')]);
  expect(now).toBe('FIRST(1);\r\n\tsecond(2);\r\n3rd(3);');
  expect(refused.size).toBe(0);
});

test('of two that contradict each other the later one is refused, never lost, and the rest is made', () => {
  const fixes = [fix('first(1)', 'one'), fix('(1);', '!'), fix('third', '3rd')];
  const { text: now, refused } = rewrite(source, fixes);
  expect(now).toBe('one;\r\n\tsecond(2);\r\n3rd(3);');
  expect([...refused.keys()]).toEqual([fixes[1]]);
  expect([...refused.values()][0]).toMatch(/overlap/i);
});

test('the same edit asked for twice is made once', () => {
  expect(rewrite(source, [fix('first', 'one'), fix('first', 'one')])).toMatchObject({
    text: text.replace('first', 'one'),
    refused: new Map(),
  });
});

test('positions go back through every step', () => {
  const step = (from: string, old: string, now: string): readonly Edit[] => {
    const start = from.indexOf(old);
    return [{ start, end: start + old.length, text: now }];
  };
  const one = [...step(text, 'first', 'a much longer name'), ...step(text, 'second', '2')];
  const middle = applyEdits(text, one);
  const two = [{ start: 0, end: 0, text: 'import x;\n' }, ...step(middle, 'third', '3')];
  const last = applyEdits(middle, two);
  const back = (found: string): string => {
    const start = last.indexOf(found);
    const span = spanBack([one, two], { start, end: start + found.length });
    return text.slice(span.start, span.end);
  };
  expect(back('(2);')).toBe('(2);');
  expect(back('3(3)')).toBe('third(3)');
  expect(back('much longer')).toBe('first');
  expect(back('name(1)')).toBe('first(1)');
  expect(back('import x;')).toBe('');
  expect(back('2(2);\r\n3(3);')).toBe('second(2);\r\nthird(3);');
});

test.each([
  ['first', 'first', 'before an edit'],
  ['third', 'third', 'behind one'],
  ['\tsecond(2);', '\t2nd(/**/);', 'around one'],
  ['second', '2nd', 'the replaced text'],
  ['cond', '2nd', 'a part of it'],
  ['(1)', '', 'what is gone'],
])('a span goes forward: %j to %j, %s', (from, to) => {
  const step = (before: string, old: string, now: string): readonly Edit[] => {
    const start = before.indexOf(old);
    return [{ start, end: start + old.length, text: now }];
  };
  const one = [...step(text, 'second', '2nd'), ...step(text, '(1)', '')];
  const middle = applyEdits(text, one);
  const two = [...step(middle, ';', ';top();\n'), ...step(middle, '2);', '/**/);')];
  const now = applyEdits(middle, two);
  const start = text.indexOf(from);
  const moved = spanForward([one, two], { start, end: start + from.length });
  expect(now.slice(moved.start, moved.end)).toBe(to);
});
