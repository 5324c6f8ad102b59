import type { Answer, SecondLook, Truth } from '@resession/transforms/lib';
import { expect, test } from 'vitest';
import { objectionTo } from './meaning.ts';

type Told = Truth | undefined;

/** Two expired sessions, a look-alike, and other errors: `[before, after]` each. */
function look(told: Partial<Record<string, readonly [Told, Told]>>, negated = false): SecondLook {
  const turn = (truth: Told): Told =>
    !negated ? truth : truth === 'true' ? 'false' : truth === 'false' ? 'true' : truth;
  const row = (error: string, role: Answer['role'], usual: readonly [Told, Told]): Answer => {
    const [before, after] = told[error] ?? usual;
    return { error, role, before: turn(before), after: turn(after) };
  };
  const answers = [
    row('expired, JSON', 'expired', ['true', 'true']),
    row('expired, HTML', 'expired', ['false', 'true']),
    row('404 at connect', 'alike', ['true', 'false']),
    row('timed out', 'other', ['false', 'false']),
    row('HTTP 401', 'other', ['true', 'true']),
    row('HTTP 500', 'other', ['false', 'false']),
  ];
  return { wanted: negated ? 'false' : 'true', frame: 0, gone: false, ways: [answers] };
}

test.each([false, true])('more expired sessions, and look-alikes no longer (negated: %s)', (negated) => {
  expect(objectionTo(look({}, negated))).toBeNull();
});

test.each<[string, Partial<Record<string, readonly [Told, Told]>>, string]>([
  ['a kept arm that is lost', { 'HTTP 401': ['true', 'false'] }, 'the answer on "HTTP 401" would change'],
  ['an error that is taken along', { 'timed out': ['false', 'true'] }, 'the answer on "timed out" would change'],
  ['what can no longer be told', { 'HTTP 500': ['false', 'unknown'] }, 'the answer on "HTTP 500" would change'],
  ['what would throw', { 'HTTP 500': ['false', 'throws'] }, 'the answer on "HTTP 500" would change'],
  ['what is no longer asked', { 'HTTP 500': ['false', undefined] }, 'the answer on "HTTP 500" would change'],
  ['an expired session that is lost', { 'expired, JSON': ['true', 'false'] }, '"expired, JSON" would no longer be recognised'],
  ['one that a guard keeps away', { 'expired, JSON': ['true', undefined] }, '"expired, JSON" would no longer be recognised'],
  ['a check that sees nothing', { 'expired, JSON': ['unknown', 'false'], 'expired, HTML': ['false', 'false'] }, 'it would recognise no expired session'],
])('%s is an objection', (_, told, objection) => {
  for (const negated of [false, true])
    expect(objectionTo(look(told, negated))).toBe(`asked again of the changed file, ${objection}.`);
}); // prettier-ignore

test('what was not known before may become anything', () => {
  expect(objectionTo(look({ 'timed out': ['unknown', 'false'], 'HTTP 500': [undefined, 'false'] }))).toBeNull();
});

test('of several ways each must hold, and one must recognise', () => {
  const { ways: open } = look({});
  const { ways: closed } = look({ 'expired, JSON': ['false', 'false'], 'expired, HTML': ['false', 'false'] });
  const { ways: wrong } = look({ 'HTTP 500': ['false', 'true'] });
  const both = (...ways: SecondLook['ways'][]): SecondLook => ({ ...look({}), ways: ways.flat() });
  expect(objectionTo(both(open, closed))).toBeNull();
  expect(objectionTo(both(open, wrong))).toContain('HTTP 500');
  expect(objectionTo(both(closed))).toContain('no expired session');
});

test('what an earlier check of the same function recognises need not come this far', () => {
  const behind = look({ 'expired, JSON': ['true', undefined], 'expired, HTML': ['false', undefined] });
  expect(objectionTo(behind)).toContain('no longer be recognised');
  expect(objectionTo(behind, [look({})])).toBeNull();
  expect(objectionTo(behind, [{ ...look({}), frame: 7 }])).toContain('no longer be recognised');
  expect(
    objectionTo(behind, [look({ 'expired, JSON': ['true', 'false'], 'expired, HTML': ['false', 'false'] })]),
  ).toContain('no longer be recognised');
});

test('a condition that went is held against what its function answers', () => {
  const gone: SecondLook = { ...look({}), gone: true };
  expect(objectionTo(gone)).toBeNull();
  expect(objectionTo({ ...look({ 'HTTP 401': ['true', 'false'] }), gone: true })).toContain('HTTP 401');
});

test('a condition that is not to be found is an objection', () => {
  expect(objectionTo(undefined)).toBe('its condition is not to be found again in the changed file.');
});
