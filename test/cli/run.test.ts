// One run from end to end, as a script sees it: what is printed where, what is written, how it ends.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../packages/engine/src/report.ts';
import { migrate } from './command-line.ts';
import { fingerprint, folderOf, git, guess, manifest, repositoryOf, sample } from './sample.ts';
import { violations } from './schema.ts';

const report = (stdout: string): Report => JSON.parse(stdout) as Report;
const read = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');
const runs = (folder: string): boolean => existsSync(path.join(folder, '.git/resession'));

describe('a run that does not write', () => {
  it.each([
    [[]],
    [['--dry-run']],
    [['--check']],
    [['--dry-run', '--format', 'json']],
    [['--format', 'markdown']],
    [['-y']],
  ])('%j leaves every byte alone, .git too, and ends with 1', async (args) => {
    const folder = repositoryOf(sample);
    const before = fingerprint(folder);
    const { code, stderr } = await migrate(folder, args);
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(fingerprint(folder)).toEqual(before);
    expect(runs(folder)).toBe(false);
  });

  it('shows the diff, the buckets with places, and the next command', async () => {
    const { stdout } = await migrate(repositoryOf(sample), ['--dry-run']);
    expect(stdout).toContain('--- a/src/client.ts\n+++ b/src/client.ts\n');
    expect(stdout).toContain('--- a/package.json\n');
    expect(stdout).toMatch(/\nTo fix \(\d+\)\n {2}src\/client\.ts:\d+:\d+ {2}.+\n {4}.+\n/);
    expect(stdout).toContain('src/client.ts:14:9');
    expect(stdout).toContain('    npx resession --write\n');
    expect(stdout.split('\n').length).toBeLessThan(80);
  });

  it('leaves the diff out of --check', async () => {
    const { stdout, code } = await migrate(repositoryOf(sample), ['--check']);
    expect(stdout).not.toContain('+++');
    expect(stdout).toContain('To fix');
    expect(code).toBe(1);
  });
});

describe('--write', () => {
  it('writes, says so, leaves nothing, and can be taken back', async () => {
    const folder = repositoryOf(sample);
    const { code, stdout, stderr } = await migrate(folder, ['--write', '--no-install']);
    expect(code, stderr).toBe(0);
    expect(read(folder, 'src/client.ts')).toContain('SdkErrorCode.ClientHttpSessionExpired');
    expect(JSON.parse(read(folder, 'package.json'))).toMatchObject({
      dependencies: { '@resession/transport': expect.stringMatching(/^file:/) as string },
    });
    expect(stdout).toMatch(/Fixed \(\d+\)/);
    expect(stdout).toMatch(/Wrote 3 files as run [\w-]+\./);
    expect(stdout).toMatch(/pending +install/);
    const run = /npx resession undo ([\w-]+)/.exec(stdout)?.[1] ?? '';

    const again = await migrate(folder, ['--write', '--no-install', '--allow-dirty']);
    expect(again.stdout).toMatch(/Nothing to do\.\n\d+ files? searched/);
    expect(again.code).toBe(0);

    const back = await migrate(folder, ['undo', run, '--format', 'json']);
    expect(JSON.parse(back.stdout)).toMatchObject({
      run,
      restored: expect.arrayContaining(['package.json']) as string[],
    });
    expect(back.code).toBe(0);
    expect(git(folder, 'status', '--porcelain', '--ignored')).toBe('');
  });

  it('says on undo what is not taken back', async () => {
    const folder = repositoryOf(sample);
    await migrate(folder, ['--write', '--no-install']);
    const { code, stdout } = await migrate(folder, ['undo']);
    expect(stdout).toMatch(/^Took back run [\w-]+\n( {2}(restored|removed) +\S+\n){3}\nnode_modules is not taken back/);
    expect(code).toBe(0);
  });

  it('takes one file as its path, and needs no git', async () => {
    const folder = folderOf({ ...sample, 'src/other.ts': guess });
    const { code, stderr } = await migrate(folder, ['src/client.ts', '--write', '--no-install']);
    expect(code, stderr).toBe(0);
    expect(read(folder, 'src/client.ts')).not.toBe(guess);
    expect(read(folder, 'src/other.ts')).toBe(guess);
  });

  it('refuses to write over uncommitted changes, listing them, unless told', async () => {
    const folder = repositoryOf(sample);
    writeFileSync(path.join(folder, 'src/client.ts'), `${guess}// not committed\n`);
    const before = fingerprint(folder);
    const refused = await migrate(folder, ['--write', '--no-install']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('where src/client.ts\n');
    expect(refused.stderr).toContain('--allow-dirty');
    expect(refused.stdout).toBe('');
    expect(fingerprint(folder)).toEqual(before);
    expect((await migrate(folder, ['--write', '--no-install', '--allow-dirty'])).code).toBe(0);
    expect(read(folder, 'src/client.ts')).toMatch(/ClientHttpSessionExpired[^]*\/\/ not committed\n$/);
  });

  it('ends with 2 and names the command when the install fails', async () => {
    const folder = repositoryOf({
      ...sample,
      'package.json': manifest.replace('^2.0.0"', '^2.0.0",\n    "gone": "file:./not-there.tgz"'),
    });
    const { code, stdout, stderr } = await migrate(folder, ['--write']);
    expect(code, stdout + stderr).toBe(2);
    expect(stdout).toMatch(/failed +install: /);
    expect(stdout).toContain('npm install');
    expect(stdout).not.toMatch(/npm (ERR|error)/);
  });
});

describe('flags', () => {
  it('--cwd is the root, wherever one stands', async () => {
    const folder = repositoryOf({ 'app/package.json': manifest, 'app/src/client.ts': guess });
    const elsewhere = folderOf({});
    const { stdout } = await migrate(elsewhere, ['--cwd', path.join(folder, 'app'), '--format', 'json']);
    expect(report(stdout).root).toBe(path.join(folder, 'app'));
    expect(report(stdout).findings[0]?.path).toBe('src/client.ts');
    const top = await migrate(elsewhere, [path.join(folder, 'app/src'), '--format', 'json']);
    expect(report(top.stdout).root).toBe(folder);
    expect(report(top.stdout).findings[0]?.path).toBe('app/src/client.ts');
  });

  it('--only, --ignore and --check-style do what they say', async () => {
    const folder = repositoryOf({ ...sample, 'src/other.ts': guess });
    const codemods = async (...args: string[]): Promise<Report> =>
      report((await migrate(folder, ['--format', 'json', ...args])).stdout);
    const only = await codemods('--only', 'stock-to-patched-transport');
    expect(new Set(only.findings.map(({ codemod }) => codemod))).toEqual(new Set(['stock-to-patched-transport']));
    const ignored = await codemods('--ignore', 'src/other.ts');
    expect(new Set(ignored.findings.map(({ path: file }) => file))).toEqual(new Set(['src/client.ts']));
    expect((await codemods('--check-style', 'guard')).rewrites[0]?.diff).toContain('isSessionExpired(error)');
    expect((await codemods()).rewrites[0]?.diff).toContain('ClientHttpSessionExpired');
  });

  it('--patch writes what git apply takes, and writes no other file', async () => {
    const folder = repositoryOf(sample);
    const patch = path.join(folderOf({}), 'change.patch');
    const before = fingerprint(folder);
    const { code } = await migrate(folder, ['--dry-run', '--patch', patch]);
    expect(code).toBe(1);
    expect(fingerprint(folder)).toEqual(before);
    git(folder, 'apply', '--check', patch);
    git(folder, 'apply', patch);
    const applied = fingerprint(path.join(folder, 'src'));
    const vendored = fingerprint(path.join(folder, 'vendor'));
    git(folder, 'checkout', '--quiet', '.');
    git(folder, 'clean', '-fdq');
    await migrate(folder, ['--write', '--no-install']);
    expect(fingerprint(path.join(folder, 'src'))).toEqual(applied);
    expect(Object.values(fingerprint(path.join(folder, 'vendor'))).map((entry) => entry.split(' ')[2])).toEqual(
      Object.values(vendored).map((entry) => entry.split(' ')[2]),
    );
  });

  it('--patch says where it cannot be written, before anything else is', async () => {
    const folder = repositoryOf(sample);
    const before = fingerprint(folder);
    const { code, stderr } = await migrate(folder, ['--write', '--no-install', '--patch', 'no/such/folder/x.patch']);
    expect(code).toBe(2);
    expect(stderr).toContain('the patch cannot be written');
    expect(fingerprint(folder)).toEqual(before);
  });
});

describe('--format', () => {
  it('changes neither exit code nor streams', async () => {
    const folder = repositoryOf(sample);
    const outcomes = await Promise.all(
      ['text', 'json', 'markdown'].map((format) => migrate(folder, ['--format', format])),
    );
    expect(outcomes.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(outcomes.map(({ stderr }) => stderr)).toEqual(['', '', '']);
    expect(outcomes[2]?.stdout).toMatch(/^## MCP session expiry: \d+ to fix/);
  });

  it('json is the published schema, before a write, after it, and with nothing to do', async () => {
    const folder = repositoryOf(sample);
    const planned = report((await migrate(folder, ['--format', 'json'])).stdout);
    const written = report((await migrate(folder, ['--write', '--no-install', '--format', 'json'])).stdout);
    const settled = report((await migrate(folder, ['--format', 'json'])).stdout);
    for (const one of [planned, written, settled]) expect(violations(one)).toEqual([]);
    expect([planned.status, written.status, settled.status]).toEqual(['work-left', 'clean', 'clean']);
    expect(planned.findings.map(({ id }) => id)).toEqual(written.findings.map(({ id }) => id));
    expect(written.totals.written).toBe(3);
    expect(settled.rewrites).toEqual([]);
  });

  it('json gives ranges that are the condition itself', async () => {
    const { findings } = report((await migrate(repositoryOf(sample), ['--format', 'json'])).stdout);
    const check = findings.find(({ codemod }) => codemod === 'expiry-guess-to-code');
    const line = guess.split('\n')[(check?.line ?? 0) - 1] ?? '';
    expect(line.slice((check?.column ?? 0) - 1, (check?.endColumn ?? 0) - 1)).toBe(
      'error instanceof SdkHttpError && error.status === 404',
    );
  });
});

describe('explain', () => {
  it('tells what led to a line, what it tests, where the error comes from, the vector and the verdict', async () => {
    const folder = repositoryOf(sample);
    const { code, stdout, stderr } = await migrate(folder, ['explain', 'src/client.ts:14']);
    expect(stderr).toBe('');
    for (const word of [
      '14 |     if (error instanceof SdkHttpError && error.status === 404)',
      'looked at   because of 404',
      'tests       error instanceof SdkHttpError and error.status === 404',
      'error from  the request callTool',
      'verdict     fix',
      'why  ',
      'What it says of each kind of error',
      'What would change the verdict',
    ]) {
      expect(stdout).toContain(word);
    }
    expect(code).toBe(0);
    const json = JSON.parse(
      (await migrate(folder, ['explain', 'src/client.ts:14', '--format', 'json'])).stdout,
    ) as object;
    expect(json).toMatchObject({ path: 'src/client.ts', line: 14, findings: [{ kind: 'fix' }] });
  });

  it('says where else there is something', async () => {
    const { code, stdout } = await migrate(repositoryOf(sample), ['explain', 'src/client.ts:2']);
    expect(stdout).toContain('Nothing to explain on this line');
    expect(stdout).toContain('The findings of this file are on lines 1, 14.');
    expect(code).toBe(0);
  });
});

describe('explain --all-rows', () => {
  it('names every kind of error on a line of its own', async () => {
    const folder = repositoryOf(sample);
    const short = (await migrate(folder, ['explain', 'src/client.ts:14'])).stdout;
    const long = (await migrate(folder, ['explain', 'src/client.ts:14', '--all-rows'])).stdout;
    expect(short).toContain('kinds of errors (--all-rows names them)');
    expect(short.split('\n').length).toBeLessThan(45);
    expect(long).toContain('\n    request timed out  ');
    expect(long.split('\n').length).toBeGreaterThan(60);
    for (const line of [...short.split('\n'), ...long.split('\n')]) expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe('what a consumer is called', () => {
  it('does not reach the terminal as a command', async () => {
    const folder = repositoryOf({ 'package.json': manifest, 'src/a\u001b[2J\u0007.ts': guess });
    for (const args of [
      ['--dry-run'],
      ['--check'],
      ['--format', 'json'],
      ['--format', 'markdown'],
      ['--write', '--no-install'],
    ]) {
      const { stdout, stderr, code } = await migrate(folder, args);
      expect(stdout + stderr).toContain('src/a');
      expect(stdout + stderr).not.toMatch(/[\u001b\u0007]/);
      expect(code).toBe(args.includes('--write') ? 0 : 1);
    }
  });
});
