// What is asked for: by package.json, by catalogs and overrides of each package manager, and what is installed.

import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blockReason } from './blocked.ts';
import { nodeHost } from './host.ts';
import { readProject } from './project.ts';
import { folder, lay } from './sandbox.test.kit.ts';
import { withSupport } from './sdk-support.ts';
import { supportedSdks } from './transport-package.ts';

const v1 = '@modelcontextprotocol/sdk';

type Files = Readonly<Record<string, string>>;

/** Why `packages/a`, which declares SDK v1 by this spec, is held back. */
function why(spec: string, files: Files = {}, top: object = {}): string | null {
  const root = folder();
  lay(root, {
    'package.json': JSON.stringify({ private: true, workspaces: ['packages/*'], ...top }),
    'packages/a/package.json': JSON.stringify({ private: true, dependencies: { [v1]: spec } }),
    ...files,
  });
  const project = readProject(nodeHost, root, ['package.json', 'packages/a/package.json']);
  return blockReason(withSupport(project, root, nodeHost), 'vendor', 'packages/a/src/x.ts');
}

const pnpm = (yaml: string): Files => ({
  'pnpm-lock.yaml': '',
  'pnpm-workspace.yaml': `packages: ['packages/*']\n${yaml}`,
});
const yarn = (yaml = ''): Files => ({ 'yarn.lock': '', '.yarnrc.yml': yaml });
const bun: Files = { 'bun.lock': '' };
const installed = (version: string, at = ''): Files => ({
  [`${at}node_modules/${v1}/package.json`]: JSON.stringify({ name: v1, version }),
});

it('knows the very peer dependencies of the transport', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../transport/package.json', import.meta.url), 'utf8')) as {
    peerDependencies: unknown;
  };
  expect(supportedSdks).toEqual(manifest.peerDependencies);
});

describe('holds a package back', () => {
  it.each<[string, string, Files, object]>([
    ['1.12.0', '1.12.0', {}, {}],
    ['>=1.8 <1.15', '>=1.8 <1.15', {}, {}],
    [`npm:${v1}@~1.14.0`, '~1.14.0', {}, {}],
    ['catalog:', '~1.14.0, by the catalog default of pnpm-workspace.yaml', pnpm(`catalog:\n  "${v1}": ~1.14.0\n`), {}],
    [
      'catalog:default',
      '~1.14.0, by the catalog default of pnpm-workspace.yaml',
      pnpm(`catalogs:\n  default:\n    '${v1}': ~1.14.0\n`),
      {},
    ],
    [
      'catalog:old',
      '1.12.0, by the catalog old of pnpm-workspace.yaml',
      pnpm(`catalogs: { old: { '${v1}': 1.12.0 } }\n`),
      {},
    ],
    ['catalog:', '1.12.0, by the catalog default of .yarnrc.yml', yarn(`catalog:\n  "${v1}": 1.12.0\n`), {}],
    [
      'catalog:old',
      '1.12.0, by the catalog old of .yarnrc.yml',
      yarn(`catalogs:\n  old:\n    "${v1}": npm:1.12.0\n`),
      {},
    ],
    ['catalog:', '1.12.0, by the catalog default of package.json', bun, { catalog: { [v1]: '1.12.0' } }],
    [
      'catalog:old',
      '1.12.0, by the catalog old of package.json',
      bun,
      { workspaces: { packages: ['packages/*'], catalogs: { old: { [v1]: '1.12.0' } } } },
    ],
    ['^1.20.0', '1.12.0, by the overrides of package.json', {}, { overrides: { [v1]: '1.12.0' } }],
    ['^1.20.0', '1.12.0, by the overrides of package.json', {}, { overrides: { [v1]: { '.': '1.12.0', zod: '3' } } }],
    [
      '^1.20.0',
      '1.12.0, by the overrides of package.json',
      {},
      { overrides: { [v1]: `$${v1}` }, devDependencies: { [v1]: '1.12.0' } },
    ],
    ['^1.20.0', '1.12.0, by the overrides of package.json', {}, { overrides: { [`${v1}@^1.20.0`]: '1.12.0' } }],
    ['^1.20.0', '1.12.0, by the overrides of pnpm-workspace.yaml', pnpm(`overrides:\n  '${v1}': 1.12.0\n`), {}],
    ['^1.20.0', '1.12.0, by the overrides of package.json', pnpm(''), { pnpm: { overrides: { [v1]: '1.12.0' } } }],
    [
      '^1.20.0',
      '1.12.0, by the overrides of pnpm-workspace.yaml and the catalog default of pnpm-workspace.yaml',
      pnpm(`overrides: { '${v1}': 'catalog:' }\ncatalog: { '${v1}': 1.12.0 }\n`),
      {},
    ],
    ['^1.20.0', '1.12.0, by the resolutions of package.json', yarn(), { resolutions: { [`**/${v1}`]: '1.12.0' } }],
    [
      '^1.20.0',
      '1.12.0, by the resolutions of package.json',
      yarn(),
      { resolutions: { [`${v1}@npm:^1.20.0`]: 'npm:1.12.0' } },
    ],
    ['^1.20.0', '1.12.0, by the overrides of package.json', bun, { overrides: { [v1]: '1.12.0' } }],
  ])('that asks for %s and gets %s', (spec, says, files, top) => {
    const reason = why(spec, files, top);
    expect(reason).toContain(`packages/a/package.json asks for ${v1} ${says}; `);
    expect(reason).toContain('@resession/transport needs ^1.15.0: update the SDK first');
  });
});

it.each([installed('1.12.1'), { ...installed('1.20.0'), ...installed('1.12.1', 'packages/a/') }])(
  'holds a package back for what is installed',
  (files) => {
    expect(why('^1.10.0', files)).toMatch(/^packages\/a\/package\.json declares .*, of which 1\.12\.1 is installed; /);
  },
);

it('reads no version through a link that leads outside', () => {
  const [root, outside] = [folder(), folder()];
  lay(outside, { 'package.json': JSON.stringify({ name: v1, version: '1.12.1' }) });
  lay(root, { 'package.json': JSON.stringify({ private: true, dependencies: { [v1]: '^1.10.0' } }) });
  mkdirSync(`${root}/node_modules/@modelcontextprotocol`, { recursive: true });
  symlinkSync(outside, `${root}/node_modules/${v1}`);
  const project = withSupport(readProject(nodeHost, root, ['package.json']), root, nodeHost);
  expect(blockReason(project, 'vendor', 'src/x.ts')).toBeNull();
});

describe('lets a package go', () => {
  it.each<[string, Files, object]>([
    ['1.15.0', {}, {}],
    ['^1.10.0', {}, {}],
    ['^1.10.0', installed('1.20.0'), {}],
    ['*', {}, {}],
    ['latest', {}, {}],
    ['github:modelcontextprotocol/typescript-sdk', {}, {}],
    ['file:../sdk', {}, {}],
    ['workspace:^', {}, {}],
    ['npm:other@1.12.0', {}, {}],
    ['catalog:', pnpm(`catalog: { '${v1}': ^1.20.0 }\n`), {}],
    ['catalog:nowhere', pnpm(`catalog: { '${v1}': 1.12.0 }\n`), {}],
    ['catalog:', pnpm('catalog: 1.12.0\n'), {}],
    ['catalog:', pnpm(': : oh no'), {}],
    ['catalog:__proto__', pnpm(`catalog: { '${v1}': 1.12.0 }\n`), {}],
    ['1.12.0', pnpm(`overrides: { '${v1}': 1.32.2 }\n`), {}],
    ['1.12.0', yarn(), { resolutions: { [v1]: '1.32.2' } }],
    // Not what this manager reads.
    ['^1.20.0', yarn(), { overrides: { [v1]: '1.12.0' } }],
    ['^1.20.0', {}, { resolutions: { [v1]: '1.12.0' } }],
    // About some packages only, or about another one.
    ['^1.20.0', pnpm(`overrides: { 'other>${v1}': 1.12.0 }\n`), {}],
    ['1.12.0', yarn(), { resolutions: { [`@x/a/${v1}`]: '1.32.2' } }],
    ['^1.20.0', {}, { overrides: { [`${v1}-extra`]: '1.12.0', [`my${v1}`]: '1.12.0' } }],
    ['^1.20.0', {}, { overrides: { [v1]: `$${v1}` } }],
  ])('that asks for %s', (spec, files, top) => {
    expect(why(spec, files, top)).toBeNull();
  });
});

it('holds back what lies below the package that declares the SDK, and nothing beside it', () => {
  const root = folder();
  lay(root, {
    'package.json': '{ "private": true }',
    'a/package.json': JSON.stringify({ private: true, dependencies: { [v1]: '1.12.0' } }),
    'a/in/package.json': '{ "private": true }',
    'b/package.json': JSON.stringify({ private: true, dependencies: { '@modelcontextprotocol/client': '2.0.0' } }),
  });
  const read = readProject(nodeHost, root, ['package.json', 'a/package.json', 'a/in/package.json', 'b/package.json']);
  const project = withSupport(read, root, nodeHost);
  expect(blockReason(project, 'registry', 'a/in/x.test.ts')).toContain('a/package.json asks for');
  expect(blockReason(project, 'registry', 'b/x.ts')).toBeNull();
  expect(blockReason(project, 'registry', 'x.ts')).toBeNull();
});
