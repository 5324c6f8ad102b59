import { type Finding, makeSource, type Questions } from '@resession/transforms/lib';
import { expect, test } from 'vitest';
import { type Answers, holdsNeedle, inspect } from './inspect.ts';
import { doing, replacing } from './toy.test.kit.ts';

const source = makeSource('a.ts', 'f(1); g(2);');

test('nothing is answered that was not asked, and what was asked is answered once', () => {
  const asked: string[] = [];
  const runs: (string | undefined)[] = [];
  const codemod = doing('a-to-b', (_source, { facts }) => {
    facts.ask('transport-origin');
    const origin = facts.ask('transport-origin');
    runs.push(origin === undefined ? undefined : origin.dependencies.join());
    if (origin !== undefined) facts.ask('expiry-checks');
    facts.ask('expiry-checks');
    return [];
  });
  const known: Partial<Questions> = { 'transport-origin': { built: [], dependencies: ['mcp-use'] } };
  const answers: Answers = (kind) => {
    asked.push(kind);
    return known[kind];
  };
  inspect(codemod, source, 'code', answers);
  expect(asked).toEqual(['transport-origin', 'expiry-checks']);
  expect(runs).toEqual(['mcp-use']);
});

test('one finding per site, the more careful one', () => {
  const todo: Finding = { kind: 'todo', start: 0, end: 4, messageId: 'todo', message: '', reason: '' };
  const codemod = doing('a-to-b', () => [replacing(6, 10, 'y'), replacing(0, 4, 'x'), todo, replacing(6, 10, 'y')]);
  expect(inspect(codemod, source, 'code', () => undefined).findings.map(({ kind, start }) => [kind, start])).toEqual([
    ['todo', 0],
    ['fix', 6],
  ]);
});

test('needles are conjunctive groups', () => {
  const codemod = doing('a-to-b', () => [], { needles: [['f(', 'h('], ['g(']] });
  expect(holdsNeedle(codemod, 'f(')).toBe(false);
  expect(holdsNeedle(codemod, 'h( f(')).toBe(true);
  expect(holdsNeedle(codemod, 'g(')).toBe(true);
});
