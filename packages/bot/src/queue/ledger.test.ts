import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeAt, stillCounting } from './ledger.ts';
import { usualPace } from './queue.ts';

const pace = { ...usualPace, minute: 12, hour: 30, visit: 6 };
const at = (seconds: number): { second: number; now: number } => ({ second: 1000, now: seconds * 1000 });

describe('the ledger', () => {
  it('lets a visit begin while all it may do fits', () => {
    expect(freeAt([], 0, pace, at(100))).toBe(100_000);
    expect(freeAt([], 6, pace, at(100))).toBe(100_000);
    expect(freeAt([{ at: 90_000, writes: 6 }], 0, pace, at(100))).toBe(100_000);
  });

  it('waits until enough has left the window', () => {
    const spent = [
      { at: 90_000, writes: 4 },
      { at: 95_000, writes: 4 },
    ];
    expect(freeAt(spent, 0, pace, at(100))).toBe(150_000);
    expect(freeAt([...spent, { at: 99_000, writes: 4 }], 0, pace, at(100))).toBe(155_000);
  });

  it('waits for a visit to end where only those at work stand in the way', () => {
    expect(freeAt([], 12, pace, at(100))).toBe(Infinity);
  });

  it('counts hours as well', () => {
    const spent = [0, 100, 200, 300, 400].map((each) => ({ at: each * 1000, writes: 5 }));
    expect(freeAt(spent, 0, pace, at(1000))).toBe(3_600_000);
  });

  it('forgets what no window holds', () => {
    const spent = [
      { at: 0, writes: 5 },
      { at: 1000, writes: 5 },
      { at: 2000, writes: 0 },
    ];
    expect(stillCounting(spent, at(3600))).toEqual([{ at: 1000, writes: 5 }]);
  });

  it('lets no minute and no hour hold more, whenever the calls of a visit are made', () => {
    const visit = fc.record({
      lasts: fc.nat(700),
      writes: fc.nat(pace.visit),
      gap: fc.nat(30),
      when: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(visit, { minLength: 20, maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        (visits, width) => {
          const calls: number[] = [];
          let running: { end: number; writes: number }[] = [];
          let spent: { at: number; writes: number }[] = [];
          let now = 0;
          const settle = (): void => {
            for (const each of running.filter(({ end }) => end <= now))
              spent.push({ at: each.end, writes: each.writes });
            running = running.filter(({ end }) => end > now);
          };
          for (const { lasts, writes, gap, when } of visits) {
            now += gap * 1000;
            for (;;) {
              settle();
              spent = [...stillCounting(spent, { second: 1000, now })];
              const free =
                running.length < width
                  ? freeAt(spent, running.length * pace.visit, pace, { second: 1000, now })
                  : Infinity;
              if (free <= now) break;
              now = Math.min(free, ...running.map(({ end }) => end));
            }
            const end = now + lasts * 1000;
            for (let each = 0; each < writes; each += 1) calls.push(now + when * (end - now));
            running.push({ end, writes });
          }
          const most = (length: number): number =>
            Math.max(
              ...[0, ...calls].map((from) => calls.filter((call) => call >= from && call < from + length).length),
            );
          expect(most(60_000)).toBeLessThanOrEqual(pace.minute);
          expect(most(3_600_000)).toBeLessThanOrEqual(pace.hour);
        },
      ),
    );
  });
});
