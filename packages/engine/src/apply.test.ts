// What apply promises: all or nothing, only on the tree that was planned on, never outside it.

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { apply } from './apply.ts';
import { nodeHost, type Host } from './host.ts';
import { commitAll, folder, git, lay, leaving, planned, planOf, snapshot } from './sandbox.test.kit.ts';
import { listRuns, undo } from './undo.ts';

const tarball = Buffer.from([0x1f, 0x8b, 0, 255, 10, 13, 10]);

function sample(inGit = true): { readonly root: string; readonly before: Readonly<Record<string, string>> } {
  const root = folder();
  lay(root, { 'a.ts': 'one\r\n', 'src/b.ts': '\uFEFFtwo', 'src/café.ts': 'three\n' });
  fs.chmodSync(path.join(root, 'a.ts'), 0o755);
  fs.chmodSync(path.join(root, 'src/b.ts'), 0o640);
  if (inGit) commitAll(root);
  return { root, before: snapshot(root) };
}

const changes = (root: string): ReturnType<typeof planOf> =>
  planOf(root, [
    planned(root, 'a.ts', 'ONE\r\n'),
    planned(root, 'src/b.ts', '\uFEFFTWO'),
    planned(root, 'src/café.ts', 'THREE\n'),
    planned(root, 'vendor/deep/t.tar.gz', tarball),
  ]);

/** The system refusing a step on a file whose name ends so: what a real disk does not do when asked. */
function failing(step: 'create' | 'rename', from: string, code: string): Host {
  const refuse = (at: typeof step, file: string): void => {
    if (at === step && file.endsWith(from)) throw Object.assign(new Error(`${code}: no`), { code });
  };
  return {
    ...nodeHost,
    create: (file, bytes, options) => {
      refuse('create', file);
      nodeHost.create(file, bytes, options);
    },
    rename: (file, to) => {
      refuse('rename', file);
      nodeHost.rename(file, to);
    },
  };
}

describe('apply', () => {
  it.each([true, false])(
    'writes bytes, modes and new folders (git: %s), and undo makes them as before',
    async (inGit) => {
      const { root, before } = sample(inGit);
      const { run, written } = await apply(changes(root), nodeHost);
      expect(written).toEqual(['a.ts', 'src/b.ts', 'src/café.ts', 'vendor/deep/t.tar.gz']);
      expect(snapshot(root, ['.git', '.resession'])).toEqual({
        ...before,
        'a.ts': '755 ONE\r\n',
        'src/b.ts': `640 ${Buffer.from('\uFEFFTWO').toString('latin1')}`,
        'src/café.ts': '644 THREE\n',
        'vendor/': '755',
        'vendor/deep/': '755',
        'vendor/deep/t.tar.gz': `644 ${tarball.toString('latin1')}`,
      });
      expect(fs.readdirSync(path.join(root, inGit ? '.git/resession' : '.resession'))).toEqual([`${String(run)}.json`]);
      expect(await listRuns(root, nodeHost)).toMatchObject([{ id: run, interrupted: false, files: written }]);

      const undone = await undo(root, undefined, nodeHost);
      expect(undone).toMatchObject({ run, removed: ['vendor/deep/t.tar.gz'], restored: written.slice(0, 3) });
      expect(snapshot(root)).toEqual(before);
      if (inGit) expect(fs.existsSync(path.join(root, '.git/resession'))).toBe(false);
    },
  );

  it('takes a file away, with a folder that it leaves empty, and undo brings both back', async () => {
    const { root } = sample();
    lay(root, { 'vendor/old.tar.gz': tarball, 'kept/old.tar.gz': tarball, 'kept/other': 'x' });
    fs.chmodSync(path.join(root, 'vendor/old.tar.gz'), 0o600);
    const before = snapshot(root);
    const plan = planOf(root, [
      planned(root, 'a.ts', 'ONE'),
      leaving(root, 'vendor/old.tar.gz'),
      leaving(root, 'kept/old.tar.gz'),
    ]);
    const { written } = await apply(plan, nodeHost);
    expect(written).toEqual(['a.ts', 'vendor/old.tar.gz', 'kept/old.tar.gz']);
    expect(fs.existsSync(path.join(root, 'vendor'))).toBe(false);
    expect(fs.readdirSync(path.join(root, 'kept'))).toEqual(['other']);
    await undo(root, undefined, nodeHost);
    expect(snapshot(root)).toEqual(before);
  });

  it('does not take a file away that is another one by now', async () => {
    const { root } = sample();
    lay(root, { 'vendor/old.tar.gz': tarball });
    const plan = planOf(root, [planned(root, 'a.ts', 'ONE'), leaving(root, 'vendor/old.tar.gz')]);
    lay(root, { 'vendor/old.tar.gz': 'newer' });
    const before = snapshot(root);
    await expect(apply(plan, nodeHost)).rejects.toMatchObject({ where: 'vendor/old.tar.gz' });
    expect(snapshot(root)).toEqual(before);
  });

  it('keeps the owner of a file, there and back', async () => {
    const { root } = sample();
    const file = path.join(root, 'a.ts');
    // Only root may give files away; for others the owner is the same throughout.
    if (process.getuid?.() === 0) fs.chownSync(file, 1234, 4321);
    const owner = (): readonly number[] => [fs.statSync(file).uid, fs.statSync(file).gid];
    const before = owner();
    await apply(changes(root), nodeHost);
    expect(owner()).toEqual(before);
    await undo(root, undefined, nodeHost);
    expect(owner()).toEqual(before);
  });

  it('writes nothing at all where nothing is left to write', async () => {
    const { root, before } = sample(false);
    expect(await apply(planOf(root, []), nodeHost)).toEqual({ run: null, written: [] });
    const vendor = planned(root, 'vendor.tar.gz', tarball);
    fs.writeFileSync(path.join(root, 'vendor.tar.gz'), tarball);
    expect(await apply(planOf(root, [vendor]), nodeHost)).toEqual({ run: null, written: [] });
    expect(snapshot(root)).toEqual({ ...before, 'vendor.tar.gz': `644 ${tarball.toString('latin1')}` });
  });

  it('refuses a tree that moved, naming every file that did', async () => {
    const { root } = sample();
    const plan = changes(root);
    lay(root, { 'a.ts': 'edited', 'vendor/deep/t.tar.gz': 'something else' });
    fs.rmSync(path.join(root, 'src/b.ts'));
    const before = snapshot(root);
    await expect(apply(plan, nodeHost)).rejects.toMatchObject({ where: 'a.ts, src/b.ts, vendor/deep/t.tar.gz' });
    expect(snapshot(root)).toEqual(before);
    expect(fs.existsSync(path.join(root, '.git/resession'))).toBe(false);
  });

  it.each(['../x', '/etc/x', 'a/../../x', '.git/config', 'sub/.GIT/hooks/x', './a', 'a//b', 'a\\..\\b', ''])(
    'refuses the path %j',
    async (name) => {
      const { root, before } = sample();
      const file = { ...planned(root, 'new.ts', 'x'), path: name };
      await expect(apply(planOf(root, [planned(root, 'a.ts', 'X'), file]), nodeHost)).rejects.toThrow(
        'leaves the folder',
      );
      expect(snapshot(root)).toEqual(before);
    },
  );

  it('takes a backslash for the letter it is', async () => {
    const root = folder();
    lay(root, { 'back\\slash.ts': 'old' });
    await apply(planOf(root, [planned(root, 'back\\slash.ts', 'new')]), nodeHost);
    expect(fs.readFileSync(path.join(root, 'back\\slash.ts'), 'utf8')).toBe('new');
  });

  it('says how to undo an interrupted run, of another folder of the repository too', async () => {
    const root = folder();
    lay(root, { 'one/a.ts': '1', 'two/b.ts': '2' });
    commitAll(root);
    const [one, two] = [path.join(root, 'one'), path.join(root, 'two')];
    const { run } = await apply(planOf(one, [planned(one, 'a.ts', 'x')]), nodeHost);
    const journal = path.join(root, '.git/resession', String(run));
    fs.renameSync(`${journal}.json`, `${journal}.writing.json`);
    for (const at of [one, two]) {
      await expect(apply(planOf(at, [planned(at, 'new.ts', 'x')]), nodeHost)).rejects.toMatchObject({
        next: expect.stringContaining(`npx resession undo ${String(run)} --cwd "${one}" first`) as string,
      });
    }
  });

  it('writes through no symlink: file, folder, dangling or loop', async () => {
    const { root } = sample();
    const outside = folder();
    lay(outside, { 'victim.ts': 'theirs' });
    fs.symlinkSync(path.join(outside, 'victim.ts'), path.join(root, 'file.ts'));
    fs.symlinkSync(outside, path.join(root, 'dir'));
    fs.symlinkSync(path.join(outside, 'nothing'), path.join(root, 'dangling.ts'));
    fs.symlinkSync('loop', path.join(root, 'loop'));
    const before = snapshot(root);
    for (const name of ['file.ts', 'dir/victim.ts', 'dir/new.ts', 'dangling.ts', 'loop/x.ts']) {
      const file = { ...planned(root, 'fresh.ts', 'x'), path: name };
      await expect(apply(planOf(root, [file]), nodeHost), name).rejects.toThrow('a symlink is in the way');
    }
    expect(snapshot(root)).toEqual(before);
    expect(snapshot(outside)).toEqual({ 'victim.ts': '644 theirs' });
  });

  it('follows the root itself when that is a symlink', async () => {
    const { root } = sample();
    const link = path.join(folder(), 'link');
    fs.symlinkSync(root, link);
    await apply(planOf(link, [planned(link, 'a.ts', 'X')]), nodeHost);
    expect(fs.readFileSync(path.join(root, 'a.ts'), 'utf8')).toBe('X');
    expect((await undo(link, undefined, nodeHost)).restored).toEqual(['a.ts']);
  });

  it.each([
    ['create', '-2.tmp', 'ENOSPC', 'src/café.ts'],
    ['create', '-3.tmp', 'EACCES', 'vendor/deep/t.tar.gz'],
    ['rename', '-2.tmp', 'EACCES', 'src/café.ts'],
    ['rename', '.writing.json', 'EIO', ''],
    ['create', '.writing.json.tmp', 'ENOSPC', '.writing.json'],
    ['rename', '.writing.json.tmp', 'EIO', '.writing.json'],
  ] as const)('takes everything back when %s of %s fails with %s', async (step, match, code, name) => {
    const { root, before } = sample();
    const error: unknown = await apply(changes(root), failing(step, match, code)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: expect.stringContaining(code) as string });
    expect(String(error)).toContain(name);
    expect(snapshot(root)).toEqual(before);
    expect(fs.existsSync(path.join(root, '.git/resession'))).toBe(false);
  });

  it('keeps a foreign edit that comes in between, and takes its own files back', async () => {
    const { root, before } = sample();
    const host: Host = {
      ...nodeHost,
      rename: (from, to) => {
        nodeHost.rename(from, to);
        if (to.endsWith('a.ts')) fs.writeFileSync(path.join(root, 'src/b.ts'), 'theirs');
      },
    };
    await expect(apply(changes(root), host)).rejects.toMatchObject({ where: 'src/b.ts' });
    expect(snapshot(root)).toEqual({ ...before, 'src/b.ts': '640 theirs' });
  });

  it('lets one of two runs through at a time, and both write in the end', async () => {
    const { root } = sample();
    const one = planOf(root, [planned(root, 'a.ts', 'ONE')]);
    const two = planOf(root, [planned(root, 'src/b.ts', 'TWO')]);
    const results = await Promise.allSettled([apply(one, nodeHost), apply(two, nodeHost)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect((await listRuns(root, nodeHost)).length).toBe(2);
  });

  it('journals under the git directory of a worktree and of a subfolder', async () => {
    const { root } = sample();
    const worktree = path.join(folder(), 'tree');
    git(root, 'worktree', 'add', '-q', worktree);
    await apply(planOf(worktree, [planned(worktree, 'a.ts', 'X')]), nodeHost);
    await apply(planOf(path.join(root, 'src'), [planned(path.join(root, 'src'), 'b.ts', 'X')]), nodeHost);
    expect(git(worktree, 'status', '--porcelain').trim()).toBe('M a.ts');
    expect((await listRuns(worktree, nodeHost)).map(({ files }) => files)).toEqual([['a.ts']]);
    expect((await listRuns(path.join(root, 'src'), nodeHost)).map(({ files }) => files)).toEqual([['b.ts']]);
    expect(await listRuns(root, nodeHost)).toEqual([]);
    await expect(undo(root, undefined, nodeHost)).rejects.toMatchObject({
      next: expect.stringContaining('src') as string,
    });
  });
});
