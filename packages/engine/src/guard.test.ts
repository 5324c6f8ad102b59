// Uncommitted changes in the files a plan touches, and in no others.

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dirtyFiles, guard } from './guard.ts';
import { nodeHost } from './host.ts';
import { journalPlace, mendGit } from './journal.ts';
import { commitAll, folder, git, lay, planned, planOf } from './sandbox.test.kit.ts';

const names = ['a.ts', 'sub/b c.ts', 'sub/é"*.ts', 'staged.ts', '[x].ts'];

function repository(): string {
  const root = folder();
  lay(root, Object.fromEntries([...names, 'x.ts', 'clean.ts', 'other.ts'].map((name) => [name, 'one'])));
  commitAll(root);
  return root;
}

const plan = (root: string, files: readonly string[]): ReturnType<typeof planOf> =>
  planOf(
    root,
    files.map((name) => planned(root, name, 'two')),
  );

describe('guard', () => {
  it('lists changed, staged, deleted and untracked files the plan touches, by any name', async () => {
    const root = repository();
    expect(await dirtyFiles(plan(root, names), nodeHost)).toEqual([]);
    for (const name of names) fs.writeFileSync(path.join(root, name), 'edited');
    git(root, 'add', 'staged.ts');
    lay(root, { 'untracked.ts': 'x', 'other.ts': 'edited', 'x.ts': 'edited' });
    const touched = plan(root, [...names, 'clean.ts', 'untracked.ts']);
    expect(await dirtyFiles(touched, nodeHost)).toEqual([...names, 'untracked.ts'].sort());
    await expect(guard(touched, nodeHost, false)).rejects.toMatchObject({
      where: expect.stringContaining('sub/b c.ts') as string,
    });
    await guard(touched, nodeHost, true);
  });

  it('speaks of paths relative to the root, below the top of the repository too', async () => {
    const root = repository();
    lay(root, { 'sub/b c.ts': 'edited', 'a.ts': 'edited' });
    const sub = path.join(root, 'sub');
    expect(await dirtyFiles(plan(sub, ['b c.ts']), nodeHost)).toEqual(['b c.ts']);
  });

  it('does not mind a new file, a repository without a commit, nor no repository at all', async () => {
    const root = repository();
    await guard(plan(root, ['vendor/new.tar.gz']), nodeHost, false);
    const fresh = folder();
    lay(fresh, { 'a.ts': 'one' });
    await guard(plan(fresh, ['a.ts']), nodeHost, false);
    git(fresh, 'init', '-q');
    expect(await dirtyFiles(plan(fresh, ['a.ts']), nodeHost)).toEqual(['a.ts']);
  });

  it('says what git says, and what to do, where a .git belongs to no repository', async () => {
    const root = folder();
    lay(root, { 'a.ts': 'one', '.git': 'gitdir: /nowhere/modules/a\n' });
    const refused = { what: expect.stringContaining('not a git repository') as string, next: mendGit };
    await expect(guard(plan(root, ['a.ts']), nodeHost, false)).rejects.toMatchObject(refused);
    await expect(journalPlace(root, nodeHost)).rejects.toMatchObject(refused);
  });

  it('looks at more files than fit on one command line', async () => {
    const root = folder();
    const many = Array.from({ length: 450 }, (_, index) => `f${String(index)}.ts`);
    lay(root, Object.fromEntries(many.map((name) => [name, 'one'])));
    commitAll(root);
    lay(root, { 'f0.ts': 'x', 'f250.ts': 'x', 'f449.ts': 'x' });
    expect(await dirtyFiles(plan(root, many), nodeHost)).toEqual(['f0.ts', 'f250.ts', 'f449.ts']);
  });
});
