import { expect, test } from 'vitest';
import { type Judged, meaningVerdict, typesVerdict, verify } from './verify.ts';

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
  expect(typesVerdict(true).outcome).toBe('skipped');
  expect(typesVerdict(false).outcome).toBe('skipped');
});
