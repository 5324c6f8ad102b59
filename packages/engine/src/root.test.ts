import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ResessionError } from './error.ts';
import { nodeHost } from './host.ts';
import { findRoot } from './root.ts';
import { commitAll, folder, git, lay } from './sandbox.test.kit.ts';

const find = (paths: string[], cwd: string, rootOverride?: string): ReturnType<typeof findRoot> =>
  findRoot({ paths, cwd, ...(rootOverride !== undefined && { rootOverride }) }, nodeHost);

test('the git top level of the given path, not of the current directory', async () => {
  const [here, there] = [folder(), folder()];
  lay(here, { 'a.ts': '' });
  lay(there, { 'package.json': '{}', 'src/deep/a.ts': '' });
  commitAll(here);
  commitAll(there);
  expect(await find([path.join(there, 'src')], here)).toEqual({
    path: there,
    git: true,
    selected: [{ path: 'src', kind: 'directory' }],
  });
  expect((await find([], path.join(there, 'src/deep'))).selected).toEqual([{ path: 'src/deep', kind: 'directory' }]);
});

test('a single file, relative to the current directory', async () => {
  const root = folder();
  lay(root, { 'src/a.ts': '' });
  commitAll(root);
  expect(await find(['a.ts'], path.join(root, 'src'))).toEqual({
    path: root,
    git: true,
    selected: [{ path: 'src/a.ts', kind: 'file' }],
  });
});

test('without git the workspace root, else the package, else the folder', async () => {
  const root = folder();
  lay(root, {
    'npm/package.json': '{"workspaces":["packages/*"]}',
    'npm/packages/a/package.json': '{}',
    'npm/packages/a/src/x.ts': '',
    'pnpm/pnpm-workspace.yaml': '',
    'pnpm/a/package.json': '{}',
    'single/package.json': '{',
    'single/src/x.ts': '',
    'plain/deep/x.ts': '',
  });
  const at = async (given: string): Promise<string> =>
    path.relative(root, (await find([path.join(root, given)], '/')).path);
  expect(await at('npm/packages/a/src/x.ts')).toBe('npm');
  expect(await at('pnpm/a')).toBe('pnpm');
  expect(await at('single/src/x.ts')).toBe('single');
  expect(await at('plain/deep/x.ts')).toBe('plain/deep');
  expect((await find([path.join(root, 'plain')], '/')).git).toBe(false);
});

test('--cwd is the root, also below a git top level', async () => {
  const root = folder();
  lay(root, { 'apps/one/a.ts': '', 'b.ts': '', '.gitignore': 'tmp\n', 'tmp/c.ts': '' });
  commitAll(root);
  const one = path.join(root, 'apps/one');
  expect(await find([], root, one)).toEqual({ path: one, git: true, selected: [{ path: '', kind: 'directory' }] });
  await expect(find([path.join(root, 'b.ts')], root, one)).rejects.toMatchObject({ where: path.join(root, 'b.ts') });
  await expect(find([], root, path.join(root, 'b.ts'))).rejects.toBeInstanceOf(ResessionError);
  expect((await find([], root, path.join(root, 'tmp'))).git).toBe(false);
});

test('a submodule is a root of its own', async () => {
  const [inner, outer] = [folder(), folder()];
  lay(inner, { 'a.ts': '' });
  commitAll(inner);
  lay(outer, { 'b.ts': '' });
  commitAll(outer);
  git(outer, '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', inner, 'sub');
  expect((await find([path.join(outer, 'sub/a.ts')], '/')).path).toBe(path.join(outer, 'sub'));
});

test('what cannot be worked on is said clearly', async () => {
  const [one, two] = [folder(), folder()];
  lay(one, { 'a.ts': '' });
  lay(two, { 'a.ts': '' });
  commitAll(one);
  commitAll(two);
  const both = find([path.join(one, 'a.ts'), two], '/');
  await expect(both).rejects.toBeInstanceOf(ResessionError);
  await expect(both).rejects.toMatchObject({ what: expect.stringContaining(one), where: expect.stringContaining(two) });
  await expect(find(['missing.ts'], one)).rejects.toMatchObject({
    what: 'No such file or folder',
    where: 'missing.ts',
  });
  await expect(find(['a.ts', ''], one)).rejects.toMatchObject({ what: 'An empty path' });
});

test('a path through a symlink is the path it leads to', async () => {
  const [root, elsewhere] = [folder(), folder()];
  lay(root, { 'src/a.ts': '' });
  commitAll(root);
  fs.symlinkSync(path.join(root, 'src'), path.join(elsewhere, 'link'));
  expect((await find([path.join(elsewhere, 'link/a.ts')], '/')).selected).toEqual([{ path: 'src/a.ts', kind: 'file' }]);
});
