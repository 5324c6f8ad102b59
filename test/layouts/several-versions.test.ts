// Members on different releases of the SDK. Where the package manager puts one transport beside one of them, another member
// would import one copy and get the errors of the other: that is no success, and is said.

import { describe, expect, it } from 'vitest';
import { membersOn } from './generations.ts';
import { layouts } from './layouts.ts';
import { monorepo } from './monorepo.ts';
import { laidOut, said, type Workspace } from './workspace.ts';

const sdk = { wire: '2.3.0', app: '2.4.0', deep: '2.4.0' };

const isolated = [layouts.pnpm, layouts.pnp];
const hoisted = [layouts.npm, layouts.hoisted];

/** The version of the SDK that the transport of a package runs on, asked of Node itself. */
async function underneath(workspace: Workspace, node: readonly string[], name: string): Promise<string> {
  const program = `const { createRequire } = require('node:module');
const { readFileSync } = require('node:fs');
const transport = createRequire(process.cwd() + '/package.json').resolve('@resession/transport');
const sdk = createRequire(transport).resolve('@modelcontextprotocol/client');
process.stdout.write(JSON.parse(readFileSync(sdk.slice(0, sdk.lastIndexOf('/dist/')) + '/package.json', 'utf8')).version);`;
  return workspace.mustRun([...node, '-e', program], `packages/${name}`);
}

describe.each(isolated)('$title', (layout) => {
  it('gives each member a transport on its own SDK', { timeout: 120_000 }, async () => {
    const workspace = await laidOut(layout, monorepo({ ...layout, sdk }));
    const report = await workspace.report('--write');
    expect(report.status).toBe('clean');
    expect(said(report, 'resolves')).toMatch(/^passed: .* on one copy of the SDK each/);
    expect(await underneath(workspace, layout.node, 'wire')).toBe('2.3.0');
    expect(await underneath(workspace, layout.node, 'app')).toBe('2.4.0');
  });
});

describe.each(hoisted)('$title', (layout) => {
  it('is told that one member has two copies, and how to come to one', { timeout: 120_000 }, async () => {
    const workspace = await laidOut(layout, monorepo({ ...layout, sdk }));
    const before = workspace.tree();
    const report = await workspace.report('--write');
    expect(report.status).toBe('failed');
    expect(said(report, 'install')).toMatch(/^passed/);
    expect(said(report, 'resolves')).toMatch(
      /^failed: packages\/wire: two copies of @modelcontextprotocol\/client: it imports 2\.3\.0, and @resession\/transport runs on 2\.4\.0\. Let one version .* \(the same range in each, or an override\)/,
    );
    expect(await underneath(workspace, layout.node, 'wire')).toBe('2.4.0');
    expect((await workspace.migrate('undo')).code).toBe(0);
    expect(workspace.tree()).toEqual(before);
  });
});

it('says so of SDK v1 as well, where the check of that member no longer holds', { timeout: 120_000 }, async () => {
  const members = { one: ['v1', '1.32.2'], two: ['v1', '1.31.0'] } as const;
  const workspace = await laidOut(layouts.npm, membersOn(members));
  const proven = async (): Promise<unknown> =>
    JSON.parse(await workspace.mustRun([...layouts.npm.node, 'proof.js'], 'packages/two'));
  expect(await proven()).toEqual({ code: 404, own: true, answer: 'expired' });
  const report = await workspace.report('--write');
  expect(said(report, 'resolves')).toMatch(
    /^failed: packages\/two: two copies of @modelcontextprotocol\/sdk: it imports 1\.31\.0, and @resession\/transport runs on 1\.32\.2\./,
  );
  // `error instanceof StreamableHTTPError` asks for the other copy's class: the check lets the error through.
  await expect(proven()).rejects.toThrow(/SessionExpiredError: .* Session expired \(HTTP 404\)/);
});
