// Whose code the Action works on: events of GitHub, what they have checked out, and what may then be done with it.

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderOf, git, guess, repositoryOf, sample, tree } from '../cli/sample.ts';
import { dispatch, type Event, type Head, issueComment, pullRequest, push, schedule, workflowRun } from './events.ts';
import { releaseOf } from './release.ts';
import { type Ended, runAction } from './runner.ts';

let release: string;

beforeAll(async () => {
  release = await releaseOf();
});

interface Checkout {
  readonly folder: string;
  readonly base: string;
  readonly head: string;
  /** Of both, as GitHub makes it. */
  readonly merge: string;
}

/** A repository with a pull request; the compiler in `node_modules`, as any program of a project, tells that it ran. */
function checkout(told = ''): Checkout {
  const folder = repositoryOf({
    ...sample,
    '.gitignore': 'node_modules\nignored\n',
    'tsconfig.json': '{ "include": ["src"] }\n',
  });
  const base = git(folder, 'rev-parse', 'HEAD').trim();
  git(folder, 'switch', '--quiet', '--create', 'change');
  writeFileSync(path.join(folder, 'src/more.ts'), guess);
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'more');
  const head = git(folder, 'rev-parse', 'HEAD').trim();
  git(folder, 'switch', '--quiet', '--detach', base);
  git(folder, 'merge', '--quiet', '--no-ff', '--message', 'both', head);
  const merge = git(folder, 'rev-parse', 'HEAD').trim();
  if (told !== '') {
    const bin = path.join(folder, 'node_modules/typescript');
    mkdirSync(bin, { recursive: true });
    writeFileSync(
      path.join(bin, 'package.json'),
      '{ "name": "typescript", "version": "5.9.3", "bin": { "tsc": "tsc.js" } }',
    );
    writeFileSync(path.join(bin, 'tsc.js'), `require('fs').writeFileSync(${JSON.stringify(told)}, 'ran');\n`);
  }
  return { folder, base, head, merge };
}

const at = (folder: string, commit: string): void => void git(folder, 'checkout', '--quiet', '--force', commit);

const step = (folder: string, event: Event, inputs: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  runAction(release, {
    with: { install: 'false', ...inputs },
    workspace: folder,
    event,
    jobToken: 'ghs_0123456789abcdefghij',
  });

const errorOf = (ended: Ended): string => ended.commands.findLast(({ name }) => name === 'error')?.message ?? '';

describe('the pull request of a fork', () => {
  it.each<Head>(['fork', 'gone'])('is checked without a right (%s)', async (from) => {
    const { folder, base, head, merge } = checkout();
    const event = pullRequest('pull_request', from, { base, head, sha: merge });
    const ended = await runAction(release, { workspace: folder, event });
    expect(ended.code).toBe(1);
    expect(ended.outputs).toMatchObject({ outcome: 'work-left', fixes: '4' });
  });

  it.each([
    ['fix', 'fork'],
    ['pr', 'fork'],
    ['fix', 'gone'],
  ] as const)('is not for mode %s (%s)', async (mode, from) => {
    const { folder, base, head, merge } = checkout();
    const before = tree(folder);
    const ended = await step(folder, pullRequest('pull_request', from, { base, head, sha: merge }), { mode });
    expect([ended.code, ended.outputs]).toEqual([1, { outcome: 'failed' }]);
    expect(errorOf(ended)).toContain(`mode ${mode} is not for the pull request of a fork`);
    expect(tree(folder)).toEqual(before);
  });

  it('is what a payload says that names no repository', async () => {
    const { folder, merge } = checkout();
    const ended = await step(folder, { name: 'pull_request', sha: merge, payload: {} }, { mode: 'fix' });
    expect(errorOf(ended)).toContain('fork');
  });
});

describe("a run on the repository's own branches", () => {
  it.each<[string, (c: Checkout) => Event]>([
    ['push', ({ head }) => push(head)],
    ['workflow_dispatch', ({ head }) => dispatch(head)],
    ['schedule', ({ head }) => schedule(head)],
    ['pull_request', (c) => pullRequest('pull_request', 'own', { ...c, sha: c.merge })],
  ])('may fix, and asks the compiler: %s', async (_name, eventOf) => {
    const told = path.join(folderOf({}), 'told');
    const here = checkout(told);
    const ended = await step(here.folder, eventOf(here), { mode: 'fix' });
    expect(errorOf(ended)).toBe('');
    expect(ended.outputs).toMatchObject({ changed: 'true' });
    expect(readFileSync(told, 'utf8')).toBe('ran');
  });
});

describe('a run that anybody can start with the rights of the repository', () => {
  /** The event, and the commit that is checked out. */
  type Case = readonly [what: string, (c: Checkout) => readonly [Event, string]];

  const target = (c: Checkout, from: Head): Event => pullRequest('pull_request_target', from, { ...c, sha: c.base });

  const refused: readonly Case[] = [
    ['pull_request_target, head of a fork', (c) => [target(c, 'fork'), c.head]],
    ['pull_request_target, merge of a fork', (c) => [target(c, 'fork'), c.merge]],
    ['pull_request_target, head of a fork that is gone', (c) => [target(c, 'gone'), c.head]],
    ['pull_request_target, a merge, even of our own branch', (c) => [target(c, 'own'), c.merge]],
    ['workflow_run, head of a fork', (c) => [workflowRun('fork', { ...c, sha: c.base }), c.head]],
    ['issue_comment, head of a pull request', (c) => [issueComment(c.base), c.head]],
    ['an event that nobody has heard of', (c) => [{ name: 'brand_new', sha: c.base, payload: {} }, c.head]],
    ['no event at all', (c) => [{ name: '', sha: '', payload: null }, c.head]],
  ];

  it.each(refused)('touches nothing: %s', async (_what, of) => {
    const told = path.join(folderOf({}), 'told');
    const here = checkout(told);
    const [event, commit] = of(here);
    at(here.folder, commit);
    const before = tree(here.folder);
    for (const mode of ['check', 'fix']) {
      const ended = await step(here.folder, event, { mode, 'sarif-file': 'log.sarif' });
      expect([ended.code, ended.outputs, ended.summary]).toEqual([1, { outcome: 'failed' }, '']);
      expect(errorOf(ended)).toContain("is checked out, which is no commit of this repository's own");
    }
    expect(tree(here.folder)).toEqual(before);
    expect(() => readFileSync(told)).toThrow('ENOENT');
  });

  const taken: readonly Case[] = [
    ['pull_request_target, the base', (c) => [target(c, 'fork'), c.base]],
    ['pull_request_target, head of our own branch', (c) => [target(c, 'own'), c.head]],
    ['workflow_run, the default branch', (c) => [workflowRun('fork', { ...c, sha: c.base }), c.base]],
    ['workflow_run, head of our own branch', (c) => [workflowRun('own', { ...c, sha: c.base }), c.head]],
    ['issue_comment, the default branch', (c) => [issueComment(c.base), c.base]],
  ];

  it.each(taken)('works, and starts no program of the project: %s', async (_what, of) => {
    const told = path.join(folderOf({}), 'told');
    const here = checkout(told);
    const [event, commit] = of(here);
    at(here.folder, commit);
    const ended = await step(here.folder, event, { mode: 'fix', install: 'true' });
    expect(errorOf(ended)).toBe('');
    expect(ended.outputs).toMatchObject({ changed: 'true' });
    expect(() => readFileSync(told)).toThrow('ENOENT');
  });

  it.each<[string, (folder: string) => Readonly<Record<string, string>>]>([
    [
      'src/client.ts is not as that commit has it',
      (folder) => (writeFileSync(path.join(folder, 'src/client.ts'), '//'), {}),
    ],
    [
      'src/new.ts is not as that commit has it',
      (folder) => (writeFileSync(path.join(folder, 'src/new.ts'), guess), {}),
    ],
    ['theirs/ is not as that commit has it', (folder) => (git(folder, 'clone', '--quiet', '.', 'theirs'), {})],
    [
      'ignored is no part of that commit',
      (folder) => (git(folder, 'clone', '--quiet', '.', 'ignored'), { paths: 'ignored' }),
    ],
    ['../elsewhere is no part of that commit', () => ({ paths: '../elsewhere' })],
    [
      'is checked out, which is no commit',
      (folder) => {
        git(folder, 'clone', '--quiet', '--branch', 'change', '.', 'ignored');
        return { 'working-directory': 'ignored' };
      },
    ],
    [
      'it is not known which commit is checked out',
      (folder) => (git(folder, 'init', '--quiet', 'ignored'), { 'working-directory': 'ignored' }),
    ],
  ])('is not taken in by a base with the code of others beside it: %s', async (said, prepare) => {
    const here = checkout();
    at(here.folder, here.base);
    const ended = await step(here.folder, target(here, 'fork'), prepare(here.folder));
    expect(ended.code).toBe(1);
    expect(errorOf(ended)).toContain(said);
  });

  it('is not taken in by a repository that is checked in, with a config and an index of its own', async () => {
    const here = checkout();
    at(here.folder, here.head);
    const theirs = path.join(here.folder, 'packages');
    cpSync(path.join(here.folder, '.git'), theirs, { recursive: true });
    git(theirs, 'config', 'core.bare', 'true');
    const inTheirs = (...args: readonly string[]): string => git(theirs, '--git-dir=.', '--work-tree=.', ...args);
    inTheirs('checkout', '--quiet', '--force', '--detach', here.base);
    inTheirs('update-index', '--assume-unchanged', 'src/client.ts');
    writeFileSync(path.join(theirs, 'src/client.ts'), `${guess}// theirs\n`);
    writeFileSync(path.join(theirs, 'info/exclude'), '*\n');
    git(theirs, 'config', 'core.bare', 'false');
    git(theirs, 'config', 'core.worktree', '.');
    // As a checkout of the fork has it.
    git(here.folder, 'add', '--force', 'packages');
    git(here.folder, 'commit', '--quiet', '--message', 'theirs');
    const fork = { ...here, head: git(here.folder, 'rev-parse', 'HEAD').trim() };
    const ended = await step(here.folder, target(fork, 'fork'), { mode: 'fix', 'working-directory': 'packages' });
    expect([ended.code, ended.outputs]).toEqual([1, { outcome: 'failed' }]);
    expect(errorOf(ended)).toContain('it is not known which commit is checked out');
  });
});
