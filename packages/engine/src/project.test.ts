import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nodeHost } from './host.ts';
import { packageManagerAt, packageOf, type Project, reach, readProject } from './project.ts';
import { folder, lay } from './sandbox.test.kit.ts';

function read(files: Readonly<Record<string, string>>): { root: string; project: Project } {
  const root = folder();
  lay(root, files);
  const manifests = Object.keys(files).filter((name) => /(^|\/)package\.json$/.test(name));
  return { root, project: readProject(nodeHost, root, manifests) };
}

const json = (value: unknown): string => JSON.stringify(value);

const workspace = {
  'package.json': json({ name: 'root', private: true, workspaces: ['packages/*'] }),
  'packages/core/package.json': json({ name: 'core', dependencies: { '@modelcontextprotocol/sdk': '^1.20.0' } }),
  'packages/app/package.json': json({
    name: 'app',
    private: true,
    dependencies: { core: 'workspace:*', '@modelcontextprotocol/client': '2.0.0' },
  }),
  'packages/web/package.json': json({ name: 'web', devDependencies: { app: '*' } }),
  'packages/lone/package.json': json({}),
};

test('packages, their SDK ranges and whom they depend on', () => {
  const { packages } = read(workspace).project;
  expect([...packages.keys()]).toEqual(['', 'packages/app', 'packages/core', 'packages/lone', 'packages/web']);
  expect(packages.get('packages/core')).toMatchObject({ published: true, sdk: { v1: '^1.20.0' }, dependsOn: [] });
  expect(packages.get('packages/app')).toMatchObject({
    published: false,
    sdk: { v2: '2.0.0' },
    dependsOn: ['packages/core'],
  });
  expect(packages.get('packages/lone')).toMatchObject({ name: null, published: false });
});

test('reach follows the graph both ways, cycles included', () => {
  const { project } = read(workspace);
  expect([...reach(project, 'packages/web', 'down')].sort()).toEqual(['packages/app', 'packages/core', 'packages/web']);
  expect([...reach(project, 'packages/core', 'up')].sort()).toEqual(['packages/app', 'packages/core', 'packages/web']);
  expect([...reach(project, 'packages/web', 'up')]).toEqual(['packages/web']);
  const ring = read({
    'a/package.json': json({ name: 'a', dependencies: { b: '*' } }),
    'b/package.json': json({ name: 'b', dependencies: { a: '*', b: '*' } }),
  }).project;
  expect([...reach(ring, 'a', 'down')].sort()).toEqual(['a', 'b']);
});

test('a file is at home below the nearest package.json', () => {
  const { project } = read(workspace);
  expect(packageOf(project, 'packages/app/src/x.ts')).toBe('packages/app');
  expect(packageOf(project, 'packages/other/x.ts')).toBe('');
  expect(packageOf(read({ 'a/package.json': '{}' }).project, 'b/x.ts')).toBeNull();
});

test('a broken package.json is told, and the others are read', () => {
  const { project } = read({
    'package.json': '{ "name": ',
    'a/package.json': '[]',
    'b/package.json': `\uFEFF${json({ name: 'b', dependencies: 'none', version: 3 })}`,
  });
  const why = new Map(project.broken.map((one) => [one.path, one.why]));
  expect([...why.keys()]).toEqual(['a/package.json', 'b/package.json', 'package.json']);
  expect(why.get('a/package.json')).toBe('it is not a JSON object');
  expect(why.get('b/package.json')).toBe('"dependencies" is not an object');
  expect(why.get('package.json')).toMatch(/^it is not valid JSON: /);
  expect(project.packages.get('b')?.name).toBe('b');
  expect(project.packages.get('a')).toMatchObject({ name: null, published: false, sdk: {} });
});

test('a package.json that is read but must not be written is told too', () => {
  const root = folder();
  lay(root, {
    'real.json': json({ name: 'linked' }),
    'linked/a.ts': '',
    'latin/package.json': Buffer.from('{"name":"caf\u00e9"}', 'latin1'),
  });
  fs.symlinkSync('../real.json', path.join(root, 'linked/package.json'));
  const project = readProject(nodeHost, root, ['linked/package.json', 'latin/package.json']);
  expect(project.broken).toEqual([
    { path: 'latin/package.json', why: 'it is not UTF-8' },
    { path: 'linked/package.json', why: 'a symlink is in the way: linked/package.json' },
  ]);
  expect(project.packages.get('linked')?.name).toBe('linked');
});

test.each([
  [{ 'package-lock.json': '' }, 'npm'],
  [{ 'pnpm-lock.yaml': '' }, 'pnpm'],
  [{ 'yarn.lock': '' }, 'yarn'],
  [{ 'bun.lockb': '' }, 'bun'],
  [{ 'deno.lock': '' }, null],
  [{ 'package.json': json({ packageManager: 'pnpm@9.1.0+sha512.abc' }), 'package-lock.json': '' }, 'pnpm'],
  [{ 'package.json': json({ packageManager: 'cargo@1' }), 'yarn.lock': '' }, 'yarn'],
  [{ 'package.json': '{' }, null],
])('package manager of %o', (files: Readonly<Record<string, string>>, expected) => {
  expect(read(files).project.packageManager).toBe(expected);
});

test('the nearest word on the package manager holds for a folder', () => {
  const { root } = read({
    'package-lock.json': '',
    'a/yarn.lock': '',
    'a/b/package.json': '{}',
    'c/package.json': '{}',
  });
  expect(packageManagerAt(nodeHost, root, 'a/b')).toBe('yarn');
  expect(packageManagerAt(nodeHost, root, 'c')).toBe('npm');
});
