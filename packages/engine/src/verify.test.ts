import { expect, test } from 'vitest';
import { type Judged, meaningVerdict, noChangeToType, typesVerdict, uncheckedVerdict, verify } from './verify.ts';

const fine: Judged = { path: 'a.ts', changed: true, problem: null, again: [], takenBack: false };

test('what stands passes', () => {
  const { takeBack, verdicts } = verify([fine, { ...fine, path: 'b.ts', changed: false }]);
  expect(takeBack.size).toBe(0);
  expect(verdicts.map(({ check, outcome }) => [check, outcome])).toEqual([
    ['parses', 'passed'],
    ['settled', 'passed'],
  ]);
});

test('what does not parse or would change again is taken back', () => {
  const { takeBack } = verify([
    fine,
    { ...fine, path: 'b.ts', problem: 'Unexpected token' },
    { ...fine, path: 'c.ts', again: ['Renamed.'] },
    { ...fine, path: 'd.ts', changed: false, again: ['Renamed.'], takenBack: true },
  ]);
  expect([...takeBack.keys()]).toEqual(['b.ts', 'c.ts']);
});

test('a file that only a second run would change fails the verdict by name', () => {
  const { takeBack, verdicts } = verify([fine, { ...fine, path: 'b.ts', changed: false, again: ['Renamed.'] }]);
  expect(takeBack.size).toBe(0);
  expect(verdicts[1]).toEqual({ check: 'settled', outcome: 'failed', why: 'A second run would change b.ts.' });
});

test('what conditions mean is told with what was taken back', () => {
  expect(meaningVerdict(0, 0)).toMatchObject({ check: 'meaning', outcome: 'passed', why: 'No condition changes.' });
  expect(meaningVerdict(1, 0).why).toBe('One condition says of every error but expired sessions what was said before.');
  expect(meaningVerdict(2, 1).why).toContain('2 conditions say');
  expect(meaningVerdict(2, 1).why).toContain('One change that did not hold was taken back.');
});

test('types are never passed without a compiler', () => {
  expect(uncheckedVerdict('No TypeScript.').outcome).toBe('skipped');
  expect(noChangeToType.outcome).toBe('skipped');
});

test('a check of the types says what it looked at, what was there before, and what it did not see', () => {
  const clean = { projects: 'tsc 5.9.3 on tsconfig.json', unchecked: new Map(), known: 0 };
  expect(typesVerdict(clean, 0)).toEqual({
    check: 'types',
    outcome: 'passed',
    why: 'Nothing new from tsc 5.9.3 on tsconfig.json.',
  });
  const unchecked = new Map([['src/a.js', 'it is JavaScript']]);
  expect(typesVerdict({ ...clean, unchecked, known: 2 }, 1).why).toBe(
    'Nothing new from tsc 5.9.3 on tsconfig.json. 2 errors were there before. One change it objected to was taken back. Not checked: src/a.js (it is JavaScript).',
  );
});
