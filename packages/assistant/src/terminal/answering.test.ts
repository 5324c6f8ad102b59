import type { PlannedFinding } from '@resession/engine';
import { describe, expect, test } from 'vitest';
import {
  edited,
  keysAt,
  leaving,
  planned,
  press,
  type Pressed,
  type Review,
  reviewOf,
  takenBack,
} from './answering.ts';
import { site } from './sites.test.kit.ts';

const sites = [
  site('fix1', 'fix'),
  site('fix2', 'fix'),
  site('ask3', 'ask'),
  site('fix4', 'fix'),
  site('todo5', 'todo'),
];
const fresh = (): Review => reviewOf(sites, []);

/** Presses keys one after the other, planning where that is asked for (with nothing changed by it). */
function after(keys: string, review = fresh()): Review {
  return [...keys].reduce((now, key) => {
    const pressed = press(now, key);
    return pressed.next.kind === 'plan' ? planned(pressed.review, now.sites) : pressed.review;
  }, review);
}

const told = ({ decisions }: Review): readonly string[] =>
  decisions.map(({ id, answer, choice, why }) => [id, answer, choice ?? why].filter(Boolean).join(' '));

test('each kind takes its own keys, and u where there is something to take back', () => {
  expect(keysAt(fresh()).join('')).toBe('ynaejdq?');
  expect(keysAt(after('yy')).join('')).toBe('12nejdqu?');
  expect(keysAt(after('yy1y')).join('')).toBe('enjdqu?');
});

test('y, n and a number answer, one site after the other, and the review ends with the last', () => {
  const review = after('yn1y');
  expect(told(review)).toEqual(['fix1 make', 'fix2 leave', 'ask3 choose one', 'fix4 make']);
  expect(review.at).toBe('todo5');
  expect(press(review, 'n').next).toEqual({ kind: 'reason' });
  const last = leaving(review, '  not ours ');
  expect(told(last.review).at(-1)).toBe('todo5 leave not ours');
  expect(planned(last.review, sites)).toMatchObject({ at: null, ended: 'done' });
  expect(told(leaving(review, ' ').review).at(-1)).toBe('todo5 leave');
});

test('only what can change other sites asks for a new plan', () => {
  const kinds = (review: Review, key: string): Pressed['next']['kind'] => press(review, key).next.kind;
  expect(['y', 'a', 'j'].map((key) => kinds(fresh(), key))).toEqual(['show', 'show', 'show']);
  expect(kinds(fresh(), 'n')).toBe('plan');
  expect(['1', '2', 'n'].map((key) => kinds(after('yy'), key))).toEqual(['plan', 'plan', 'plan']);
});

test('a makes this fix and those that follow, and nothing else', () => {
  const review = after('na');
  expect(told(review)).toEqual(['fix1 leave', 'fix2 make', 'fix4 make']);
  expect(review.at).toBe('ask3');
  expect(after('u', review).decisions).toHaveLength(1);
});

test('j passes a site by; it stays undecided, and is not shown again', () => {
  const review = after('jjjjj');
  expect(review).toMatchObject({ at: null, ended: 'done', decisions: [] });
  expect(after('jju').at).toBe('fix2');
  expect(after('jy2yu').at).toBe('fix4');
});

test('d and q and Ctrl-C end it, and keep what was decided', () => {
  for (const [key, ended] of [
    ['d', 'done'],
    ['q', 'quit'],
    ['interrupt', 'interrupted'],
  ] as const) {
    const { review, next } = press(after('y'), key);
    expect(next.kind).toBe('end');
    expect(review.ended).toBe(ended);
    expect(told(review)).toEqual(['fix1 make']);
  }
});

test('u takes answers back, one after the other, and the site is in question again', () => {
  const once = after('yn1u');
  expect(once.at).toBe('ask3');
  expect(told(once)).toEqual(['fix1 make', 'fix2 leave']);
  const all = after('uu', once);
  expect(all).toMatchObject({ at: 'fix1', decisions: [], steps: [] });
  expect(press(all, 'u').next).toMatchObject({ kind: 'refused' });
});

test('an edited site is taken back by its run', () => {
  const review = edited(after('y'), 'run-1');
  expect(press(review, 'u').next).toEqual({ kind: 'take-back', run: 'run-1' });
  expect(takenBack(review)).toMatchObject({ at: 'fix2', decisions: [{ id: 'fix1' }] });
});

test.each(['x', '1', '9', 'return', 'up', 'Y '])('%j is no answer', (key) => {
  const { review, next } = press(fresh(), key);
  expect(next.kind).toBe('refused');
  expect(review).toEqual(fresh());
});

describe('starting again', () => {
  test('is at the first site that nobody decided', () => {
    expect(reviewOf(sites, after('yn').decisions).at).toBe('ask3');
  });

  test('a decision that no longer fits is asked for again; one of a site that is gone is kept', () => {
    const { decisions } = after('yn');
    const now = [site('fix1', 'todo'), ...sites.slice(2)];
    const review = reviewOf(now, decisions);
    expect(review.at).toBe('fix1');
    expect(told(leaving(review, '').review)).toEqual(['fix2 leave', 'fix1 leave']);
  });

  test('what a plan calls decided is not asked for, by whoever', () => {
    const decided = { answer: 'leave', kind: 'fix', messageId: 'm' } as const;
    const left: PlannedFinding = site('fix1', 'skip', { decided });
    expect(reviewOf([left, ...sites.slice(1)], []).at).toBe('fix2');
  });
});

describe('a new plan', () => {
  test('goes on after the site that was answered, whatever became of it', () => {
    const { review } = press(after('y'), 'n');
    expect(
      planned(
        review,
        sites.filter(({ id }) => id !== 'fix2'),
      ).at,
    ).toBe('ask3');
  });

  test('finds sites again by their place where their kind, and so their id, has changed', () => {
    const { review } = press(after('y'), 'n');
    const now = [...sites.slice(0, 2), site('other3', 'todo'), ...sites.slice(3)];
    expect(planned(review, now).at).toBe('other3');
  });

  test('that brings a new site before this one shows it at the end', () => {
    const { review } = press(after('yy1'), 'y');
    const now = planned(review, [site('fix0', 'fix', { path: 'src/0.ts' }), ...sites]);
    expect(now.at).toBe('todo5');
    expect(after('j', now).at).toBe('fix0');
  });
});
