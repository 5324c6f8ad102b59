import { plainColors } from '@resession/assistant';
import { describe, expect, it } from 'vitest';
import { progressLine } from './progress.ts';

function shownOn(isTerminal: boolean, times: readonly number[]): string {
  let shown = '';
  const ticks = [...times];
  const err = { colors: plainColors, isTerminal, write: (text: string) => void (shown += text) };
  const line = progressLine(err, () => ticks.shift() ?? 0);
  times.forEach((_time, done) => line.show({ stage: 'prefilter', done, total: done === 0 ? null : 9 }));
  line.clear();
  return shown;
}

describe('progressLine', () => {
  it('rewrites one line, at most twenty times a second, and leaves none', () => {
    expect(shownOn(true, [0, 10, 20, 60])).toBe('\r\u001b[2Ksearching 0\r\u001b[2Ksearching 3/9\r\u001b[2K');
  });

  it('is silent where stderr is no terminal', () => {
    expect(shownOn(false, [0, 100])).toBe('');
  });
});
