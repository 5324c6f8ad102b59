// `migrate pr` as a process of its own: what it prints, how it ends, and where the token is not.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { migrate } from '../cli/command-line.ts';
import { mustRun } from '../e2e/command.ts';
import { fingerprint, folderOf, git, sample } from '../cli/sample.ts';
import { type Hub, startHub } from './hub.ts';

// Many processes each, on machines that do other things as well.
vi.setConfig({ testTimeout: 120_000 });

let hub: Hub;

beforeEach(async () => {
  hub = await startHub(sample);
});

afterEach(() => hub.stop());

const run = (folder: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): ReturnType<typeof migrate> =>
  migrate(folder, ['pr', ...args], { GITHUB_API_URL: hub.api.href, RESESSION_TOKEN: hub.token, ...variables });

/** Every way in which the token is written. */
const spelled = (token: string): readonly string[] => [
  token,
  encodeURIComponent(token),
  Buffer.from(`x-access-token:${token}`).toString('base64'),
  Buffer.from(token).toString('hex'),
];

/** A git that notes what it is called with, and then is git. */
function watchedGit(): { readonly folder: string; readonly calls: () => string } {
  const folder = folderOf({});
  const log = path.join(folder, 'calls');
  const real = git(folder, '--exec-path').trim();
  const script = `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log}'\nPATH="${process.env['PATH'] ?? ''}" exec '${real}/git' "$@"\n`;
  writeFileSync(path.join(folder, 'git'), script, { mode: 0o755 });
  writeFileSync(log, '');
  return { folder, calls: () => readFileSync(log, 'utf8') };
}

describe('migrate pr', () => {
  it('opens a pull request, says where it is, and leaves the token nowhere', async () => {
    const folder = hub.clone();
    const before = fingerprint(folder);
    const watched = watchedGit();
    const PATH = `${watched.folder}${path.delimiter}${process.env['PATH'] ?? ''}`;
    const { code, stdout, stderr } = await run(folder, [], {
      PATH,
      GIT_TRACE: '1',
      GIT_CURL_VERBOSE: '1',
      GIT_TRACE_REDACT: '0',
    });
    expect({ code, stderr: stderr.replace(/^.*(?:trace|run_command).*\n/gm, '') }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Opened http:\/\/127\.0\.0\.1:\d+\/\S+\n$/);
    expect(await hub.pulls('open')).toHaveLength(1);
    const told = [stdout, stderr, watched.calls(), JSON.stringify(await hub.pulls()), commits()].join('\n');
    expect(watched.calls()).toMatch(/ push /);
    for (const spelling of spelled(hub.token)) expect(told).not.toContain(spelling);
    // Nothing was written to the checkout: no setting, no ref, no log of one.
    expect(fingerprint(folder)).toEqual(before);
    const json = JSON.parse((await run(folder, ['--format', 'json'])).stdout) as Readonly<Record<string, unknown>>;
    const named = { number: 1, url: expect.stringMatching(/pull\/1$/) as string };
    expect(json).toEqual({ schema: 1, kind: 'unchanged', notes: [], writes: 0, pullRequest: named });
  });

  const commits = (): string => git(hub.repository, 'log', '--all', '--format=%B%an%ae%cn%ce', '-p');

  it('has a pull request of its own for a part, and leaves the others alone', async () => {
    const folder = hub.clone();
    for (const name of ['a', 'b']) put(path.join(folder, name, 'client.ts'), sample['src/client.ts']);
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', 'parts');
    git(folder, 'push', '--quiet', 'origin', 'HEAD:main');
    for (const part of ['a', 'b']) expect((await run(folder, [part, '--no-type-check'])).stdout).toMatch(/^Opened /);
    expect(await hub.pulls('open')).toHaveLength(2);
    git(folder, 'rm', '--quiet', 'a/client.ts');
    git(folder, 'commit', '--quiet', '--message', 'one part less');
    git(folder, 'push', '--quiet', 'origin', 'HEAD:main');
    // What is not there any more is nothing that could be asked for.
    expect(await run(folder, ['a'])).toMatchObject({ code: 2 });
    put(path.join(folder, 'a/client.ts'), 'export {};\n');
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', 'done');
    git(folder, 'push', '--quiet', 'origin', 'HEAD:main');
    expect((await run(folder, ['a', '--no-type-check'])).stdout).toMatch(/^Closed/);
    expect((await hub.pulls('open')).map(({ number }) => number)).toEqual([2]);
  });

  it('brings the lockfile of npm with it, which then fits', async () => {
    const folder = hub.clone();
    const lock = [
      'npm',
      'install',
      '--package-lock-only',
      '--ignore-scripts',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
    ];
    await mustRun(lock, folder);
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', 'locked');
    git(folder, 'push', '--quiet', 'origin', 'HEAD:main');
    const before = fingerprint(folder);
    expect((await run(folder, ['--no-type-check'])).stdout).toMatch(/^Opened /);
    expect(fingerprint(folder)).toEqual(before);
    const [pull] = await hub.pulls('open');
    const branch = pull?.head.ref ?? '';
    expect(git(hub.repository, 'diff', '--name-only', 'main', branch)).toContain('package-lock.json\n');
    expect(pull?.body).not.toContain('commit the lockfile');
    const fresh = hub.clone();
    git(fresh, 'checkout', '--quiet', branch);
    // It ends with an error where the two do not fit.
    await mustRun(['npm', 'ci', '--dry-run', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], fresh);
    expect(git(hub.repository, 'show', `${branch}:package-lock.json`)).toContain('node_modules/@resession/transport');
    expect((await run(folder, ['--no-type-check'])).stdout).toMatch(/^It is as it should be/);
  });

  it('says nothing where there is nothing to do', async () => {
    const folder = hub.clone();
    writeFileSync(path.join(folder, 'src/client.ts'), 'export {};\n');
    git(folder, 'commit', '--quiet', '--all', '--message', 'gone');
    git(folder, 'push', '--quiet', 'origin', 'HEAD:main');
    expect(await run(folder, [])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('tells all it would do in a dry run, for people and for programs', async () => {
    const folder = hub.clone();
    const { code, stdout } = await run(folder, ['--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Would push to resession\/[^]*Would open a[^]*### Stop it[^]*Would open it\.\n$/);
    const json = await run(folder, ['--dry-run', '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      schema: 1,
      kind: 'opened',
      pullRequest: null,
      would: expect.any(Array) as unknown[],
    });
    expect(hub.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it.each([
    ['without a token', [], { RESESSION_TOKEN: '', GITHUB_TOKEN: '' }, 'there is no token'],
    ['on a server it was not told of', ['--api-url', 'https://api.github.com'], {}, 'the checkout is of 127.0.0.1'],
    ['over plain HTTP', ['--api-url', 'http://git.example/api/v3'], {}, 'a token is sent over https only'],
    ['for a repository of no name', ['--repo', '../etc'], {}, 'that is no name of a repository'],
    ['with an author who is none', ['--author', 'nobody'], {}, 'that is no author'],
    ['with the wrong token', [], { RESESSION_TOKEN: 'another-one-entirely' }, '401'],
  ])('refuses %s', async (_what, args, variables, said) => {
    const { code, stdout, stderr } = await run(hub.clone(), args, variables);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(/another-one-entirely|unexpected error/);
    expect(await hub.pulls()).toEqual([]);
  });

  it('keeps the token from the compiler of the project', async () => {
    const folder = hub.clone();
    const told = path.join(folderOf({}), 'told');
    const bin = path.join(folder, 'node_modules/typescript');
    const fake = `require('fs').appendFileSync(${JSON.stringify(told)}, JSON.stringify(process.env));\n`;
    for (const [name, text] of [
      ['package.json', JSON.stringify({ name: 'typescript', version: '5.9.3', bin: { tsc: 'bin/tsc' } })],
      ['bin/tsc', fake],
    ] as const)
      put(path.join(bin, name), text);
    put(path.join(folder, '.gitignore'), 'node_modules\n');
    put(path.join(folder, 'tsconfig.json'), '{ "include": ["src"] }\n');
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', 'compiled');
    git(folder, 'push', '--quiet', 'origin', 'HEAD:main');
    const { code } = await run(folder, [], { GITHUB_TOKEN: hub.token, GH_TOKEN: hub.token });
    expect(code).toBe(0);
    const environment = readFileSync(told, 'utf8');
    for (const spelling of spelled(hub.token)) expect(environment).not.toContain(spelling);
  });

  it('makes a commit for each codemod where that was asked for', async () => {
    const folder = hub.clone();
    expect(await run(folder, ['--create-commits', '--no-type-check'])).toMatchObject({ code: 0 });
    const [pull] = await hub.pulls('open');
    const subjects = git(hub.repository, 'log', '--format=%s', `main..${pull?.head.ref ?? ''}`)
      .trim()
      .split('\n');
    expect(subjects.length).toBeGreaterThan(1);
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(await run(folder, ['--create-commits', '--no-type-check'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('as it should be') as string,
    });
  });
});

function put(file: string, text: string): void {
  execFileSync('mkdir', ['-p', path.dirname(file)]);
  writeFileSync(file, text, { mode: 0o755 });
}
