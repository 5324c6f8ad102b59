// The SDK through catalogs: the transport's entry stands beside it as everywhere, the catalogs keep every byte, and what they
// say is the version that counts.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { membersOn } from './generations.ts';
import { type Layout, layouts } from './layouts.ts';
import { laidOut, said } from './workspace.ts';

const patched = { code: 'CLIENT_HTTP_SESSION_EXPIRED', own: true, answer: 'expired' };

// Comments, both quotes and the order have to stay.
const yaml = `catalog:
  # the SDK
  "@modelcontextprotocol/client": 2.4.0 # pinned
catalogs:
  v1:
    '@modelcontextprotocol/sdk': ^1.32.0
  old: { '@modelcontextprotocol/sdk': 1.12.0 }
`;

const json = {
  catalog: { '@modelcontextprotocol/client': '2.4.0' },
  catalogs: { v1: { '@modelcontextprotocol/sdk': '^1.32.0' }, old: { '@modelcontextprotocol/sdk': '1.12.0' } },
};

interface Case {
  readonly title: string;
  readonly layout: Layout;
  readonly root?: object;
  /** Where the catalogs are. */
  readonly file: string;
}

const pnpmFile = 'pnpm-workspace.yaml';
const cases: readonly Case[] = [
  {
    title: 'pnpm',
    layout: { ...layouts.pnpm, files: { [pnpmFile]: `packages: ['packages/*']\n\n${yaml}` } },
    file: pnpmFile,
  },
  {
    title: 'yarn 4',
    layout: { ...layouts.yarn4, files: { '.yarnrc.yml': `${yaml}nodeLinker: node-modules\n` } },
    file: '.yarnrc.yml',
  },
  {
    title: 'bun',
    layout: layouts.bun,
    root: { workspaces: { packages: ['packages/*'], ...json } },
    file: 'package.json',
  },
];

const members = { old: ['v1', 'catalog:old'], one: ['v1', 'catalog:v1'], two: ['v2', 'catalog:'] } as const;

describe.each(cases)('$title', ({ layout, root, file }) => {
  it('reads the version through the catalog, and leaves the catalog alone', { timeout: 180_000 }, async () => {
    const workspace = await laidOut(layout, membersOn(members, root));
    const read = (path: string): string => readFileSync(join(workspace.folder, path), 'utf8');
    const [before, catalogs, manifest] = [workspace.tree(), read(file), read('packages/two/package.json')];
    const report = await workspace.report('--write');
    expect(said(report, 'install')).toMatch(/^passed/);
    expect(said(report, 'resolves')).toMatch(/^passed: .* in 2 package/);
    const reasons = report.findings.filter(({ kind }) => kind === 'todo').map(({ reason }) => reason);
    expect(new Set(reasons)).toEqual(
      new Set([
        `The change could not be made: packages/old/package.json asks for @modelcontextprotocol/sdk 1.12.0, by the catalog old of ${file}; @resession/transport needs ^1.15.0: update the SDK first, then run again.`,
      ]),
    );
    expect(read(file)).toBe(catalogs);
    expect(read('packages/two/package.json')).toBe(
      manifest.replace(
        '"catalog:"',
        '"catalog:",\n    "@resession/transport": "file:../../vendor/resession-transport-0.1.0.tar.gz"',
      ),
    );
    for (const name of ['one', 'two'])
      expect(JSON.parse(await workspace.mustRun([...layout.node, 'proof.js'], `packages/${name}`))).toEqual(patched);
    expect((await workspace.migrate('undo')).code).toBe(0);
    expect(workspace.tree()).toEqual(before);
  });
});

it('moves to SDK v2 out of a catalog, and names what is left there', { timeout: 180_000 }, async () => {
  const catalog = `packages: ['packages/*']\n\n# What all share\ncatalog:\n  '@modelcontextprotocol/sdk': ^1.32.0\n  zod: ^3.25.0\n`;
  const files = membersOn(
    { one: ['v1', 'catalog:'] },
    { devDependencies: { '@modelcontextprotocol/codemod': '2.3.1' } },
  );
  const path = 'packages/one/package.json';
  const manifest = String(files[path]).replace('"catalog:"', '"catalog:",\n    "zod": "catalog:"');
  const layout = { ...layouts.pnpm, files: { [pnpmFile]: catalog, [path]: manifest } };
  const workspace = await laidOut(layout, files);
  const before = workspace.tree();
  const { code, stdout, stderr } = await workspace.migrate('--write', '--from', 'v1', '--to', 'v2');
  expect(code, `${stdout}\n${stderr}`).toBe(0);
  const said = stdout.replace(/\s+/g, ' ');
  expect(said).toContain(
    'No package asks for @modelcontextprotocol/sdk through the catalog default of pnpm-workspace.yaml any more: take it out there.',
  );
  // The tool itself reads no catalogs, and would have found nothing to say of them.
  expect(said).toContain("packages/one/package.json: zod range '^3.25.0' cannot satisfy v2's floor");
  const read = (name: string): string => readFileSync(join(workspace.folder, name), 'utf8');
  expect(read(pnpmFile)).toBe(catalog);
  expect(read(path)).toBe(
    manifest.replace(
      '"@modelcontextprotocol/sdk": "catalog:"',
      '"@modelcontextprotocol/client": "^2.3.1",\n    "@resession/transport": "file:../../vendor/resession-transport-0.1.0.tar.gz"',
    ),
  );
  expect((await workspace.migrate('undo')).code).toBe(0);
  expect(workspace.tree()).toEqual(before);
});
