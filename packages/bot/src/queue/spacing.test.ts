import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostWrites } from '../visit/settings.ts';
import { usualPace } from './queue.ts';
import { spacing } from './spacing.ts';

describe('spacing', () => {
  it('lets no minute and no hour hold more, whenever in a visit its calls are made', () => {
    const pace = fc.record({
      minute: fc.integer({ min: 10, max: 80 }),
      hour: fc.integer({ min: 50, max: 500 }),
      visit: fc.integer({ min: 1, max: 8 }),
      longest: fc.integer({ min: 1, max: 900 }),
    });
    fc.assert(
      fc.property(pace, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (each, phase) => {
        const apart = spacing(each);
        for (const [window, most] of [
          [60, each.minute],
          [3600, each.hour],
        ] as const) {
          // Visits begin as fast as they may; a window begins anywhere.
          const from = phase * apart + 2 * (each.longest + apart);
          let calls = 0;
          for (let begun = phase; begun <= from + window; begun += apart)
            if (begun + each.longest >= from) calls += each.visit;
          expect(calls).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  it('is not much wider than it has to be', () => {
    expect(spacing({ minute: 80, hour: 500, visit: 1, longest: 0 })).toBe(8);
    expect(spacing({ ...usualPace, visit: mostWrites({}) })).toBe(68);
    expect(spacing({ ...usualPace, visit: mostWrites({ labels: [], reviewers: false, report: false }) })).toBe(20);
  });

  it('is nothing where a visit makes no call, and finite where a single one is too many', () => {
    expect(spacing({ ...usualPace, visit: 0 })).toBe(0);
    expect(spacing({ minute: 1, hour: 1, visit: 2, longest: 10 })).toBe(3610);
  });
});
