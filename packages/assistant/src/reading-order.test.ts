import { codemods } from '@resession/transforms';
import { expect, test } from 'vitest';
import { inReadingOrder, packageHolding, stationAt } from './reading-order.ts';

const site = (path: string, codemod: string, line = 1): Parameters<typeof inReadingOrder>[0][number] => ({
  path,
  codemod,
  line,
  column: 1,
});

test('package by package; in each transports, checks, what acts on them, tests; then by place', () => {
  const sites = [
    site('b/src/a.ts', 'stock-to-patched-transport'),
    site('a/test/x.ts', 'expiry-guess-to-code'),
    site('a/src/z.ts', 'recovery-to-with-session-recovery'),
    site('a/src/k.ts', 'expiry-guess-to-code', 20),
    site('a/src/k.ts', 'expiry-guess-to-code', 3),
    site('a/src/y.ts', 'stock-to-patched-transport'),
    site('root.ts', 'expiry-guess-to-code'),
  ];
  const told = inReadingOrder(sites, [{ path: 'b' }, { path: '' }, { path: 'a' }]);
  expect(told.map(({ path, line }) => `${path}:${String(line)}`)).toEqual([
    'root.ts:1',
    'a/src/y.ts:1',
    'a/src/k.ts:3',
    'a/src/k.ts:20',
    'a/src/z.ts:1',
    'a/test/x.ts:1',
    'b/src/a.ts:1',
  ]);
});

test('a file belongs to the nearest package, by whole names of folders', () => {
  const packages = [{ path: 'a' }, { path: 'a/b' }];
  expect(packageHolding('a/b/c.ts', packages)).toBe('a/b');
  expect(packageHolding('a/bc/c.ts', packages)).toBe('a');
  expect(packageHolding('ab/c.ts', packages)).toBe('');
});

test('every codemod that swaps transports, or finds checks, stands where it says', () => {
  for (const { id, swapsTransports, findsChecks } of codemods) {
    if (swapsTransports === true) expect(stationAt({ codemod: id, path: 'a.ts' })).toBe('transport');
    if (findsChecks === true) expect(stationAt({ codemod: id, path: 'a.ts' })).toBe('check');
    expect(stationAt({ codemod: id, path: 'test/a.ts' })).toBe('test');
  }
});
