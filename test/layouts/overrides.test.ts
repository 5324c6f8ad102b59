// What stands over the heads of the members counts, in each package manager's own words; and what a lockfile holds, where only
// the installation shows it.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { membersOn } from './generations.ts';
import { type Layout, layouts, pnpmWorkspace } from './layouts.ts';
import { laidOut, said, type Workspace } from './workspace.ts';

const sdk = '@modelcontextprotocol/sdk';

interface Case {
  readonly title: string;
  readonly layout: Layout;
  readonly root?: object;
  readonly by: string;
}

const cases: readonly Case[] = [
  {
    title: 'npm',
    layout: layouts.npm,
    root: { overrides: { [sdk]: '1.12.0' } },
    by: 'overrides of package.json',
  },
  {
    title: 'pnpm, in its own file',
    layout: { ...layouts.pnpm, files: { 'pnpm-workspace.yaml': `${pnpmWorkspace}overrides:\n  '${sdk}': 1.12.0\n` } },
    by: 'overrides of pnpm-workspace.yaml',
  },
  {
    title: 'pnpm, in package.json',
    layout: layouts.pnpm,
    root: { pnpm: { overrides: { [sdk]: '1.12.0' } } },
    by: 'overrides of package.json',
  },
  {
    title: 'yarn 4',
    layout: layouts.yarn4,
    root: { resolutions: { [sdk]: '1.12.0' } },
    by: 'resolutions of package.json',
  },
  {
    title: 'bun',
    layout: layouts.bun,
    root: { overrides: { [sdk]: '1.12.0' } },
    by: 'overrides of package.json',
  },
];

/** The version of the SDK that a member gets. */
function installed(workspace: Workspace, name: string): string {
  const places = [`packages/${name}/node_modules`, 'node_modules'].map((at) =>
    join(workspace.folder, at, sdk, 'package.json'),
  );
  for (const place of places) {
    try {
      return (JSON.parse(readFileSync(place, 'utf8')) as { version: string }).version;
    } catch {
      // The next folder up.
    }
  }
  return 'none';
}

describe.each(cases)('$title', ({ layout, root, by }) => {
  it(
    'brings another release than the member asks for, and that is the one that counts',
    { timeout: 120_000 },
    async () => {
      const workspace = await laidOut(layout, membersOn({ one: ['v1', '^1.20.0'] }, root));
      expect(installed(workspace, 'one')).toBe('1.12.0');
      // Before the installation as after it.
      rmSync(join(workspace.folder, 'node_modules'), { recursive: true });
      rmSync(join(workspace.folder, 'packages/one/node_modules'), { recursive: true, force: true });
      const report = await workspace.report('--dry-run');
      expect(report.rewrites).toEqual([]);
      const reasons = report.findings.filter(({ kind }) => kind === 'todo').map(({ reason }) => reason);
      expect(reasons.length).toBeGreaterThan(0);
      for (const reason of reasons)
        expect(reason).toContain(`packages/one/package.json asks for ${sdk} 1.12.0, by the ${by}; `);
    },
  );
});

// npm brings a newer one for the transport's sake.
it('fails where the lockfile brings a release that is too old', { timeout: 120_000 }, async () => {
  const workspace = await laidOut(layouts.pnpm, membersOn({ one: ['v1', '~1.12.0'] }));
  // As it is after somebody widened the range, and nothing moved the lockfile.
  const path = join(workspace.folder, 'packages/one/package.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('~1.12.0', '^1.12.0'));
  await workspace.mustRun(layouts.pnpm.install);
  for (const at of ['', 'packages/one']) rmSync(join(workspace.folder, at, 'node_modules'), { recursive: true });
  const report = await workspace.report('--write', '--allow-dirty');
  expect(said(report, 'resolves')).toMatch(
    /^failed: packages\/one: .*sdk 1\.12\.\d+ is installed, and .* needs \^1\.15\.0/,
  );
});
