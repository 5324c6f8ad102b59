import { expect, test } from 'vitest';
import { modulesOf } from './modules.test.kit.ts';
import { isOfTests, isTestFile } from './test-files.ts';

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

test.each([
  ['src/gone.test.ts', true],
  ['src/errors.fixture.ts', true],
  ['src/behind.ts', true],
  ['src/shared.ts', false],
  ['src/alone.ts', false],
  ['src/round.ts', false],
])('only tests load %s: %s', (path, expected) => {
  const files = {
    'src/gone.test.ts': "import './errors.fixture.js';\nimport './shared.js';",
    'src/errors.fixture.ts': "export * from './behind.js';",
    'src/behind.ts': 'export const behind = 1;',
    'src/shared.ts': 'export const shared = 1;',
    'src/app.ts': "import './shared.js';",
    'src/alone.ts': '',
    'src/round.ts': "import './again.js';",
    'src/again.ts': "import './round.js';",
  };
  const modules = modulesOf({ files });
  expect(isOfTests(path, modules)).toBe(expected);
  if (path !== 'src/gone.test.ts') expect(isOfTests(path, undefined)).toBe(false);
});
