// A run in one member of a workspace, with --cwd: the root is the member, and what installs is still what its top says. And a root
// that holds two projects.

import { describe, expect, it } from 'vitest';
import { commitAll } from '../e2e/consumer.ts';
import { membersOn } from './generations.ts';
import { layouts } from './layouts.ts';
import { laidOut, said } from './workspace.ts';

describe.each([layouts.npm, layouts.pnpm, layouts.pnp, layouts.bun])('$title', (layout) => {
  it('installs with the package manager of the workspace', { timeout: 120_000 }, async () => {
    const workspace = await laidOut(layout, membersOn({ one: ['v2', '2.4.0'], two: ['v2', '2.4.0'] }));
    const before = workspace.tree();
    const report = await workspace.report('--write', '--cwd', 'packages/one');
    expect(said(report, 'install')).toContain(`passed: ${String(layout.install[0])} install`);
    expect(said(report, 'resolves')).toMatch(/^passed/);
    const proven: unknown = JSON.parse(await workspace.mustRun([...layout.node, 'proof.js'], 'packages/one'));
    expect(proven).toEqual({ code: 'CLIENT_HTTP_SESSION_EXPIRED', own: true, answer: 'expired' });
    // Undo covers the root; the lockfile above it is its manager's, as the run says.
    expect((await workspace.migrate('undo', '--cwd', 'packages/one')).code).toBe(0);
    await workspace.mustRun(layout.install);
    const strayed = Object.entries(workspace.tree()).filter(
      ([path, now]) => before[path] !== now && path !== layout.lockfile,
    );
    expect(strayed).toEqual([]);
  });
});

it(
  'installs two projects of one repository, each by its own package manager, and takes both back',
  {
    timeout: 120_000,
  },
  async () => {
    const tool = Object.entries(membersOn({ tool: ['v2', '2.3.0'] })).flatMap(([path, text]) =>
      path.startsWith('packages/tool/') ? [[path.replace('packages/tool', 'tools/tool'), text]] : [],
    );
    const files = { ...membersOn({ one: ['v2', '2.4.0'] }), ...(Object.fromEntries(tool) as Record<string, string>) };
    const workspace = await laidOut(layouts.pnpm, files);
    await workspace.mustRun(layouts.npm.install, 'tools/tool');
    await commitAll(workspace.folder, 'The tool');
    const before = workspace.tree();
    const report = await workspace.report('--write');
    expect(said(report, 'install')).toMatch(/^passed: pnpm install .*, npm install .* in tools\/tool\./);
    expect(said(report, 'resolves')).toMatch(/^passed: .* in 2 package/);
    for (const folder of ['packages/one', 'tools/tool'])
      expect(JSON.parse(await workspace.mustRun(['node', 'proof.js'], folder))).toMatchObject({
        answer: 'expired',
        own: true,
      });
    expect((await workspace.migrate('undo')).code).toBe(0);
    expect(workspace.tree()).toEqual(before);
  },
);
