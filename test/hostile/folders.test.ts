// More folders than anybody has, and folders that go while they are looked at.

import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { apply, type Host, nodeHost, undo } from '../../packages/engine/src/index.ts';
import { folderOf, git, guess, manifest, repositoryOf, sample } from '../cli/sample.ts';
import { run } from '../e2e/command.ts';
import { planned } from './planning.ts';

const command = path.join(import.meta.dirname, '../../packages/cli/bin/migrate.js');

it('a hundred thousand empty folders, with git and without', { timeout: 300_000 }, async () => {
  const root = folderOf(sample);
  for (let outer = 0; outer < 100; outer += 1) {
    for (let inner = 0; inner < 1000; inner += 1) {
      mkdirSync(path.join(root, `f${String(outer)}`, `g${String(inner)}`), { recursive: inner === 0 });
    }
  }
  for (const withGit of [false, true]) {
    if (withGit) git(root, 'init', '--quiet');
    const began = performance.now();
    const { files } = await planned(root);
    expect(files.map(({ path: file }) => file)).toContain('src/client.ts');
    expect(performance.now() - began).toBeLessThan(60_000);
  }
});

it('folders as deep as the system lets them be, and links that go round', async () => {
  const root = folderOf(sample);
  const deep = path.join(root, ...Array.from({ length: 1500 }, () => 'd'));
  mkdirSync(deep, { recursive: true });
  symlinkSync(root, path.join(root, 'd/round'));
  symlinkSync('..', path.join(root, 'd/up'));
  const { files, findings } = await planned(root);
  expect(files.map(({ path: file }) => file)).toEqual(expect.arrayContaining(['package.json', 'src/client.ts']));
  expect(findings.filter(({ path: file }) => file.includes('round') || file.includes('up'))).toEqual([]);
});

it.each([
  ['with git', repositoryOf],
  ['without', folderOf],
])('folders that vanish while the plan is made, %s', async (_how, make) => {
  const root = make({ ...sample, 'lib/a.ts': guess, 'lib/deep/b.ts': guess, 'odd/c.ts': guess });
  const vanish = (name: string): void => rmSync(path.join(root, name), { recursive: true, force: true });
  const host = {
    ...nodeHost,
    // One is gone before it is listed or looked at, the other once its first file is to be read.
    lstat: (file: string) => {
      const found = nodeHost.lstat(file);
      if (file.endsWith('lib/deep')) vanish('lib/deep');
      return found;
    },
    readInto: (file: string, into: Buffer, from?: number) => {
      if (file.endsWith('lib/a.ts')) for (const name of ['lib', 'odd']) vanish(name);
      return nodeHost.readInto(file, into, from);
    },
  };
  const { files, findings } = await planned(root, host);
  expect(files.map(({ path: file }) => file)).toContain('src/client.ts');
  expect(findings.filter(({ path: file }) => !file.startsWith('src/'))).toEqual([]);
});

it('a folder that vanishes before the plan is written, or while it is', async () => {
  for (const when of ['before', 'while'] as const) {
    const root = repositoryOf({ ...sample, 'lib/a.ts': guess, 'lib/package.json': manifest });
    const plan = await planned(root);
    expect(plan.files.map(({ path: file }) => file)).toContain('lib/a.ts');
    const vanish = (): void => rmSync(path.join(root, 'lib'), { recursive: true, force: true });
    if (when === 'before') vanish();
    const host: Host = {
      ...nodeHost,
      rename: (from, to) => {
        if (to.endsWith('src/client.ts') && when === 'while') vanish();
        nodeHost.rename(from, to);
      },
    };
    const error: unknown = await apply(plan, host).catch((thrown: unknown) => thrown);
    expect(String(error), when).toContain('lib/');
    expect(readFileSync(path.join(root, 'src/client.ts'), 'utf8')).toBe(guess);
    expect(readFileSync(path.join(root, 'package.json'), 'utf8')).toBe(manifest);
    expect(existsSync(path.join(root, 'vendor'))).toBe(false);
    expect(git(root, 'status', '--porcelain')).toBe(' D lib/a.ts\n D lib/package.json\n');
  }
});

it('the folder of a run that vanishes under it, or has before', async () => {
  const root = repositoryOf(sample);
  const plan = await planned(root);
  const gone = ['sh', '-c', 'mkdir gone && cd gone && rmdir ../gone && exec "$@"', 'sh', process.execPath];
  const { code, stderr } = await run([...gone, command, '--dry-run'], root);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^resession: this folder is gone\n {2}next /);
  rmSync(root, { recursive: true });
  await expect(apply(plan, nodeHost)).rejects.toMatchObject({ what: 'the folder is gone', where: root });
  await expect(undo(root, undefined, nodeHost)).rejects.toMatchObject({ what: 'the folder is gone', where: root });
});

it('no more file handles: what could not be read is told, nothing of it is passed over', async () => {
  const root = folderOf({ ...sample, 'lib/a.ts': sample['src/client.ts'] });
  const host = {
    ...nodeHost,
    readInto: (file: string, into: Buffer, from?: number) => {
      if (file.endsWith('lib/a.ts')) throw Object.assign(new Error('too many open files'), { code: 'EMFILE' });
      return nodeHost.readInto(file, into, from);
    },
  };
  const { findings } = await planned(root, host);
  expect(findings.find(({ path: file }) => file === 'lib/a.ts')).toMatchObject({ kind: 'todo' });
  expect(JSON.stringify(findings.find(({ path: file }) => file === 'lib/a.ts'))).toContain('EMFILE');
});
