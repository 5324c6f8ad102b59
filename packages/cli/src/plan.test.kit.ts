// A small plan by hand, for the tests of what is rendered from one.

import type { Plan, PlannedFinding } from '@resession/engine';

/** One finding of a kind, with its place in its path. */
export function finding(kind: PlannedFinding['kind'], path = `src/${kind}.ts`): PlannedFinding {
  return {
    id: `${kind}-1`,
    codemod: 'expiry-guess-to-code',
    kind,
    path,
    line: 3,
    column: 7,
    endLine: 3,
    endColumn: 30,
    messageId: 'guess',
    message: `A message about ${kind}.`,
    reason: `A reason for ${kind}.`,
  };
}

const diff = '--- a/src/fix.ts\n+++ b/src/fix.ts\n@@ -1 +1 @@\n-old\n+new\n';

const manifestDiff = '--- a/package.json\n+++ b/package.json\n@@ -1 +1 @@\n-{ }\n+{}\n';

/** One finding of each kind, one source and one manifest. */
export const samplePlan: Plan = {
  schema: 1,
  tool: { name: 'resession', version: '0.1.0' },
  root: '/project',
  settings: { checkStyle: 'code', only: null, transport: 'vendor' },
  project: {
    packageManager: 'npm',
    packages: [{ path: '', name: 'app', published: false, sdk: { v2: '^2.0.0' } }],
    files: { scanned: 120, candidates: 4 },
  },
  findings: [finding('fix'), finding('ask'), finding('todo'), finding('skip')],
  files: [
    { path: 'src/fix.ts', kind: 'source', before: 'aa', after: { encoding: 'utf8', data: 'new\n' }, diff },
    {
      path: 'package.json',
      kind: 'manifest',
      before: 'bb',
      after: { encoding: 'utf8', data: '{}\n' },
      diff: manifestDiff,
    },
  ],
  install: { argv: ['npm', 'install'], cwd: '' },
  verdicts: [
    { check: 'parses', outcome: 'passed', why: 'all 1 files parse' },
    { check: 'settled', outcome: 'passed', why: 'a second run finds nothing to fix' },
    { check: 'types', outcome: 'skipped', why: 'no tsconfig.json' },
  ],
  nextSteps: [],
};
