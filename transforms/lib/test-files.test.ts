import { expect, test } from 'vitest';
import { isTestFile } from './test-files.ts';

test.each([
  ['src/gone.test.ts', true],
  ['src/gone.spec.mts', true],
  ['src/gone.test.jsx', true],
  ['test/gone.ts', true],
  ['packages/app/tests/deep/gone.ts', true],
  ['src/__tests__/gone.ts', true],
  ['src/__mocks__/sdk.js', true],
  ['e2e/run.cjs', true],
  ['src/gone.ts', false],
  ['src/test.ts', false],
  ['src/latest/gone.ts', false],
  ['src/contests/gone.ts', false],
  ['src/gone.test.ts.snap', false],
  ['src/testing/gone.ts', false],
])('%s: %s', (path, expected) => {
  expect(isTestFile(path)).toBe(expected);
});
