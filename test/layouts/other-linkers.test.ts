// Ways to lay packages out that few choose, each with something of its own: a loader with its data beside it, pnpm's loader, a
// store outside of the repository, links in the place of folders.

import { describe, expect, it } from 'vitest';
import { type Layout, layouts, pnpmWorkspace } from './layouts.ts';
import { monorepo } from './monorepo.ts';
import { laidOut, said } from './workspace.ts';

interface Case {
  readonly title: string;
  readonly layout: Layout;
  readonly resolves: RegExp;
}

const passed = /^passed: .* in 3 package\(s\), on one copy of the SDK each/;

const cases: readonly Case[] = [
  {
    title: "yarn 4, Plug'n'Play with its data in a file of its own",
    layout: { ...layouts.pnp, files: { '.yarnrc.yml': 'nodeLinker: pnp\npnpEnableInlining: false\n' } },
    resolves: passed,
  },
  {
    title: 'yarn 4, nodeLinker pnpm',
    layout: { ...layouts.yarn4, files: { '.yarnrc.yml': 'nodeLinker: pnpm\n' } },
    resolves: passed,
  },
  {
    title: 'pnpm, nodeLinker pnp',
    layout: {
      ...layouts.pnpm,
      // It comes without a loader for ES modules: nothing of the sample can be started.
      node: [],
      files: { 'pnpm-workspace.yaml': `${pnpmWorkspace}nodeLinker: pnp\nsymlink: false\n` },
    },
    resolves: passed,
  },
  {
    title: 'pnpm, a store that workspaces share',
    layout: { ...layouts.pnpm, files: { 'pnpm-workspace.yaml': `${pnpmWorkspace}enableGlobalVirtualStore: true\n` } },
    resolves: /^skipped: pnpm keeps the installed packages in a store outside the root/,
  },
  {
    title: 'bun, linker hoisted',
    layout: { ...layouts.bun, files: { 'bunfig.toml': '[install]\nlinker = "hoisted"\n' } },
    resolves: passed,
  },
  {
    title: 'npm, install-strategy linked',
    layout: { ...layouts.npm, files: { '.npmrc': 'install-strategy=linked\n' } },
    resolves: passed,
  },
];

describe.each(cases)('$title', ({ layout, resolves }) => {
  it('gets the patched transport, and every byte back', { timeout: 120_000 }, async () => {
    const workspace = await laidOut(layout, monorepo(layout));
    const before = workspace.tree();
    const report = await workspace.report('--write');
    expect(report.status).toBe('clean');
    expect(said(report, 'resolves')).toMatch(resolves);
    if (layout.node.length > 0) {
      const proven: unknown = JSON.parse(await workspace.mustRun([...layout.node, 'proof.js'], 'packages/app'));
      expect(proven).toEqual({ code: 'CLIENT_HTTP_SESSION_EXPIRED', own: true, answer: 'expired' });
    }
    expect((await workspace.migrate('undo')).code).toBe(0);
    expect(workspace.tree()).toEqual(before);
  });
});
