import { plainColors } from '@resession/assistant';
import type { Progress } from '@resession/engine';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { progressLine, type Surroundings } from './progress.ts';

const cleared = '\r\u001b[2K';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What stands on stderr after these calls, each so many milliseconds after the one before. */
function shown(
  isTerminal: boolean,
  steps: readonly (readonly [number, Progress])[],
  around: Partial<Surroundings> = {},
): string {
  let text = '';
  const err = { colors: plainColors, isTerminal, write: (more: string) => void (text += more) };
  const line = progressLine(err, { telling: 'normal', inCi: false, dumb: false, now: () => Date.now(), ...around });
  for (const [later, progress] of steps) {
    vi.advanceTimersByTime(later);
    line.show(progress);
  }
  vi.advanceTimersByTime(600);
  line.clear();
  return text;
}

const at = (stage: Progress['stage'], done = 0, total: number | null = null): Progress => ({ stage, done, total });

describe('on a terminal', () => {
  it('a bar that is rewritten at most twenty times a second and goes in the end', () => {
    const steps = [
      [0, at('prefilter', 0, 8)],
      [510, at('prefilter', 2, 8)],
      [10, at('prefilter', 3, 8)],
      [60, at('prefilter', 8, 8)],
    ] as const;
    expect(shown(true, steps)).toBe(
      `${cleared}[#####...............] searching 2/8${cleared}[####################] searching 8/8${cleared}`,
    );
  });

  it('nothing where it takes less than half a second', () => {
    expect(shown(true, [[490, at('prefilter')]])).toBe('');
  });

  it('words alone where nobody knows the end', () => {
    expect(shown(true, [[600, at('types')]])).toBe(`${cleared}checking the types${cleared}`);
  });

  it('nothing on one that cannot rewrite a line, and nothing where it is to be quiet', () => {
    expect(shown(true, [[600, at('types')]], { dumb: true })).toBe('');
    expect(shown(true, [[600, at('types')]], { telling: 'quiet' })).toBe('');
  });
});

describe('where stderr is no terminal', () => {
  it('nothing', () => {
    expect(shown(false, [[600, at('types')]])).toBe('');
  });

  it('in CI, a line for each stage that takes half a second, also where nobody calls meanwhile', () => {
    const steps = [
      [0, at('discover')],
      [100, at('prefilter')],
      [700, at('inspect')],
      [100, at('types')],
    ] as const;
    expect(shown(false, steps, { inCi: true })).toBe('resession: searching\nresession: checking the types\n');
    expect(shown(false, steps, { inCi: true, telling: 'quiet' })).toBe('');
  });
});

it('a verbose run ends with the time of every stage', () => {
  const steps = [
    [5, at('discover')],
    [10, at('prefilter')],
    [20, at('discover')],
  ] as const;
  expect(shown(false, steps, { telling: 'verbose' })).toBe(
    '  finding files      610 ms\n  searching           20 ms\n  in all             635 ms\n',
  );
});
