import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { discover, type Listing } from './discover.ts';
import { type Host, nodeHost } from './host.ts';
import { plan } from './pipeline.ts';
import { findRoot } from './root.ts';
import { commitAll, folder, git, lay } from './sandbox.test.kit.ts';
import { optionsAt } from './toy.test.kit.ts';

async function list(root: string, paths = ['.'], ignore: string[] = [], host: Host = nodeHost): Promise<Listing> {
  return discover(await findRoot({ paths, cwd: root }, host), ignore, host);
}

const tree = {
  'package.json': '{}',
  'src/a.ts': '',
  'src/b.tsx': '',
  'src/c.mts': '',
  'src/d.cts': '',
  'src/e.js': '',
  'src/f.jsx': '',
  'src/g.mjs': '',
  'src/h.cjs': '',
  'src/types.d.ts': '',
  'src/types.d.mts': '',
  'src/lib.min.js': '',
  'src/notes.md': '',
  'src/odd.mtsx': '',
  'node_modules/x/index.js': '',
  'node_modules/x/package.json': '{}',
  'dist/a.js': '',
  'vendor/a.js': '',
  'packages/p/package.json': '{}',
  'packages/p/generated/a.ts': '',
  'packages/p/generated/keep.ts': '',
  'packages/p/.gitignore': 'generated/*\n!generated/keep.ts\n!wanted.log.ts\n',
  'packages/p/wanted.log.ts': '',
  '.gitignore': '*.log.ts\n/local\n',
  'src/x.log.ts': '',
  'local/a.ts': '',
  'src/local/a.ts': '',
};

const expected = [
  'packages/p/generated/keep.ts',
  'packages/p/wanted.log.ts',
  ...['a.ts', 'b.tsx', 'c.mts', 'd.cts', 'e.js', 'f.jsx', 'g.mjs', 'h.cjs', 'local/a.ts'].map((name) => `src/${name}`),
];

describe.each([
  ['git', true],
  ['a walk', false],
])('by %s', (_name, withGit) => {
  const prepare = (files: Readonly<Record<string, string>>): string => {
    const root = folder();
    lay(root, files);
    if (withGit) commitAll(root);
    return root;
  };

  test('sources that people write, and every package.json', async () => {
    const root = prepare(tree);
    lay(root, { 'src/new.ts': '' });
    const listing = await list(root);
    expect(listing.sources).toEqual([...expected, 'src/new.ts'].sort());
    expect(listing.selected).toEqual(listing.sources);
    expect(listing.manifests).toEqual(['package.json', 'packages/p/package.json']);
    expect(listing.closed).toEqual([]);
  });

  test('a part is selected, the whole is known', async () => {
    const listing = await list(prepare(tree), ['packages', 'src/a.ts']);
    expect(listing.selected).toEqual(['packages/p/generated/keep.ts', 'packages/p/wanted.log.ts', 'src/a.ts']);
    expect(listing.sources).toEqual(expected);
  });

  test('what is named is looked at, whatever ignores it', async () => {
    const root = prepare(tree);
    expect((await list(root, ['src/x.log.ts'])).selected).toEqual(['src/x.log.ts']);
    expect((await list(root, ['local'])).selected).toEqual(['local/a.ts']);
    expect((await list(root, ['vendor'])).selected).toEqual(['vendor/a.js']);
    expect((await list(root, ['src/types.d.ts'])).selected).toEqual(['src/types.d.ts']);
  });

  test('--ignore takes off, by gitignore rules', async () => {
    const listing = await list(prepare(tree), ['.'], ['src/*.?ts', '/packages/']);
    expect(listing.selected).toEqual(expected.filter((name) => !/\.[mc]ts$|^packages/.test(name)));
    expect(listing.sources).toEqual(expected);
  });

  test('links are not followed, loops do no harm', async () => {
    const root = prepare({ 'src/a.ts': '' });
    const outside = folder();
    lay(outside, { 'b.ts': '' });
    fs.symlinkSync('..', path.join(root, 'src/loop'));
    fs.symlinkSync(outside, path.join(root, 'out'));
    fs.symlinkSync(path.join(outside, 'b.ts'), path.join(root, 'link.ts'));
    fs.symlinkSync('self.ts', path.join(root, 'self.ts'));
    const { sources } = await list(root);
    expect(sources.filter((name) => !name.endsWith('link.ts') && !name.endsWith('self.ts'))).toEqual(['src/a.ts']);
  });

  test('strange names come through as they are', async () => {
    const names = [
      'sp ace.ts',
      'quo"te.ts',
      "apo'strophe.ts",
      'new\nline.ts',
      'ta\tb.ts',
      'ünï 文字 🎉.ts',
      '[x].ts',
      ':!y.ts',
      '-z.ts',
    ];
    const root = prepare(Object.fromEntries(names.map((name) => [name, ''])));
    expect((await list(root)).sources).toEqual([...names].sort());
    for (const name of names) expect((await list(root, [path.join(root, name)])).selected).toEqual([name]);
  });
});

test('submodules are not entered', async () => {
  const [inner, outer] = [folder(), folder()];
  lay(inner, { 'a.ts': '' });
  commitAll(inner);
  lay(outer, { 'b.ts': '' });
  commitAll(outer);
  git(outer, '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', inner, 'sub.ts');
  expect((await list(outer)).sources).not.toContain('sub.ts/a.ts');
});

test('a folder that cannot be listed is told, and the rest goes on', async () => {
  const root = folder();
  lay(root, { 'open/a.ts': '', 'closed/b.ts': '' });
  const host: Host = {
    ...nodeHost,
    readdir: (at) => {
      if (at.endsWith('/closed')) throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
      return nodeHost.readdir(at);
    },
  };
  const listing = await list(root, ['.'], [], host);
  expect(listing.sources).toEqual(['open/a.ts']);
  expect(listing.closed).toEqual([{ path: 'closed', why: 'EACCES' }]);
});

test('nothing that the repository configures is run', async () => {
  const root = folder();
  lay(root, { 'a.ts': '', 'spy.sh': '#!/bin/sh\ntouch ran\n' });
  commitAll(root);
  fs.chmodSync(path.join(root, 'spy.sh'), 0o755);
  git(root, 'config', 'core.fsmonitor', './spy.sh');
  fs.writeFileSync(path.join(root, 'a.ts'), 'changed');
  expect((await list(root)).sources).toEqual(['a.ts']);
  expect(fs.existsSync(path.join(root, 'ran'))).toBe(false);
});

test('an outer git process does not lead us astray', async () => {
  const [root, other] = [folder(), folder()];
  lay(root, { 'a.ts': '' });
  lay(other, { 'b.ts': '' });
  commitAll(root);
  commitAll(other);
  process.env['GIT_DIR'] = path.join(other, '.git');
  try {
    expect((await list(root)).sources).toEqual(['a.ts']);
  } finally {
    delete process.env['GIT_DIR'];
  }
});

test('a submodule and an untracked repository are named, since git lists nothing of them', async () => {
  const [inner, root] = [folder(), folder()];
  lay(inner, { 'in.ts': '' });
  commitAll(inner);
  lay(root, { 'a.ts': '' });
  commitAll(root);
  const add = ['-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', inner];
  git(root, ...add, 'libs/sub');
  git(root, ...add, 'libs/empty');
  git(root, 'submodule', 'deinit', '-q', '-f', 'libs/empty');
  lay(root, { 'clone/x.ts': '' });
  commitAll(path.join(root, 'clone'));
  const all = await list(root);
  expect(all.repositories).toEqual(['clone', 'libs/sub']);
  expect(all.sources).toEqual(['a.ts']);
  expect((await list(root, ['libs'])).repositories).toEqual(['libs/sub']);
  expect((await list(root, ['libs'], ['libs/sub'])).repositories).toEqual([]);
  const { nextSteps } = await plan(optionsAt(root), nodeHost, []);
  expect(nextSteps.map(({ command }) => command?.at(-1))).toEqual(['clone', 'libs/sub']);
});
