// One workspace in every layout, installed by the real package managers: the migration's own installation brings the patched
// transport to each package that imports it, on the package's own SDK, and undo takes everything back.

import { describe, expect, it } from 'vitest';
import { layouts } from './layouts.ts';
import { monorepo } from './monorepo.ts';
import { laidOut, said, type Workspace } from './workspace.ts';

const stock = { code: 'CLIENT_HTTP_NOT_IMPLEMENTED', own: true, answer: 'expired' };
const patched = { code: 'CLIENT_HTTP_SESSION_EXPIRED', own: true, answer: 'expired' };

describe.each(Object.entries(layouts))('%s', (_, layout) => {
  const proven = async (workspace: Workspace, name: string): Promise<unknown> =>
    JSON.parse(await workspace.mustRun([...layout.node, 'proof.js'], `packages/${name}`));

  it('gets the patched transport into every package that imports it, and back', { timeout: 120_000 }, async () => {
    const workspace = await laidOut(layout, monorepo(layout));
    const before = workspace.tree();
    expect(await proven(workspace, 'app')).toEqual(stock);

    const report = await workspace.report('--write');
    expect(report.status).toBe('clean');
    expect(report.rewrites.map(({ path }) => path)).toEqual([
      'packages/app/plugins/deep/src/index.ts',
      'packages/app/src/index.js',
      'packages/wire/src/index.js',
    ]);
    expect(report.manifests.map(({ path }) => path)).toEqual([
      'packages/app/plugins/deep/package.json',
      'packages/app/package.json',
      'packages/wire/package.json',
      'vendor/resession-transport-0.1.0.tar.gz',
    ]);
    expect(said(report, 'install')).toMatch(/^passed/);
    expect(said(report, 'types')).toMatch(
      layout === layouts.pnp
        ? /^skipped: .* Plug'n'Play/
        : /^passed: Nothing new from tsc 5\.9\.3 on packages\/app\/plugins\/deep\/tsconfig\.json\./,
    );
    expect(said(report, 'resolves')).toMatch(/^passed: .* in 3 package/);

    expect(await proven(workspace, 'wire')).toEqual(patched);
    expect(await proven(workspace, 'app')).toEqual(patched);
    const after = workspace.tree();
    const named = [...report.rewrites, ...report.manifests].map(({ path }) => path);
    const changed = Object.keys(after).filter((path) => after[path] !== before[path] && !path.startsWith('.pnp.'));
    expect(changed.sort()).toEqual([...named, layout.lockfile].sort());
    await workspace.mustRun(layout.frozen);
    expect(workspace.tree()).toEqual(after);

    expect((await workspace.migrate('undo')).code).toBe(0);
    expect(workspace.tree()).toEqual(before);
  });
});
