// More folders than anybody has, and folders that go while they are looked at.

import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { nodeHost } from '../../packages/engine/src/index.ts';
import { folderOf, git, sample } from '../cli/sample.ts';
import { planned } from './planning.ts';

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

it('a file and a folder that vanish between the listing and the reading', async () => {
  const root = folderOf({ ...sample, 'lib/a.ts': '', 'lib/deep/b.ts': '' });
  const gone = (): never => {
    throw Object.assign(new Error('gone'), { code: 'ENOENT' });
  };
  const host = {
    ...nodeHost,
    readdir: (folder: string) => (folder.endsWith('deep') ? gone() : nodeHost.readdir(folder)),
    readInto: (file: string, into: Buffer) => (file.endsWith('lib/a.ts') ? gone() : nodeHost.readInto(file, into)),
  };
  const { files, findings } = await planned(root, host);
  expect(files.map(({ path: file }) => file)).toContain('src/client.ts');
  expect(findings.filter(({ path: file }) => file.startsWith('lib/a'))).toEqual([]);
});

it('no more file handles: what could not be read is told, nothing of it is passed over', async () => {
  const root = folderOf({ ...sample, 'lib/a.ts': sample['src/client.ts'] });
  const host = {
    ...nodeHost,
    readInto: (file: string, into: Buffer) => {
      if (file.endsWith('lib/a.ts')) throw Object.assign(new Error('too many open files'), { code: 'EMFILE' });
      return nodeHost.readInto(file, into);
    },
  };
  const { findings } = await planned(root, host);
  expect(findings.find(({ path: file }) => file === 'lib/a.ts')).toMatchObject({ kind: 'todo' });
  expect(JSON.stringify(findings.find(({ path: file }) => file === 'lib/a.ts'))).toContain('EMFILE');
});
