// SDK v1 and v2 in one repository, each with its own patched transport; a release that is too old keeps its code.

import { describe, expect, it } from 'vitest';
import { membersOn } from './generations.ts';
import { layouts } from './layouts.ts';
import { laidOut, said } from './workspace.ts';

const patched = { code: 'CLIENT_HTTP_SESSION_EXPIRED', own: true, answer: 'expired' };

describe.each([layouts.npm, layouts.pnpm])('$title', (layout) => {
  it('moves members on v1 and v2, and leaves one on an old release to a person', { timeout: 180_000 }, async () => {
    const files = membersOn({ old: ['v1', '1.12.0'], one: ['v1', '1.32.2'], two: ['v2', '2.4.0'] });
    const workspace = await laidOut(layout, files);
    const before = workspace.tree();
    const report = await workspace.report('--write');
    expect(report.status).toBe('work-left');
    expect(said(report, 'resolves')).toMatch(/^passed: .* in 2 package/);
    const todo = report.findings.filter(({ kind }) => kind === 'todo');
    expect(todo.map(({ path }) => path)).toContain('packages/old/src/index.js');
    for (const { path, reason } of todo) {
      expect(path).toBe('packages/old/src/index.js');
      expect(reason).toContain(
        'packages/old/package.json asks for @modelcontextprotocol/sdk 1.12.0; @resession/transport needs ^1.15.0',
      );
    }
    const proven = async (name: string): Promise<unknown> =>
      JSON.parse(await workspace.mustRun([...layout.node, 'proof.js'], `packages/${name}`));
    expect(await proven('one')).toEqual(patched);
    expect(await proven('two')).toEqual(patched);
    for (const path of ['packages/old/package.json', 'packages/old/src/index.js'])
      expect(workspace.tree()[path]).toBe(before[path]);
    expect((await workspace.migrate('undo')).code).toBe(0);
    expect(workspace.tree()).toEqual(before);
  });
});
