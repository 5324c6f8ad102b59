// Both formats as a workflow gets them: on stdout, with the exit code of any other format.

import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Log } from '../../packages/bot/src/index.ts';
import { migrate } from '../cli/command-line.ts';
import { git, guess, manifest, repositoryOf, sample } from '../cli/sample.ts';
import { applyFixes } from './apply-fixes.ts';
import { violations } from './sarif-schema.ts';

const logIn = (stdout: string): Log => JSON.parse(stdout) as Log;

describe('--format sarif', () => {
  it('is a log of what is left, and nothing else on stdout', async () => {
    const folder = repositoryOf(sample);
    const { stdout, code } = await migrate(folder, ['--check', '--format', 'sarif']);
    expect(code).toBe(1);
    expect(violations(logIn(stdout))).toEqual([]);
    expect(stdout).not.toContain(folder);
    const again = await migrate(folder, ['--check', '--format', 'sarif', '--no-cache']);
    expect(again.stdout).toBe(stdout);
    expect(git(folder, 'status', '--short')).toBe('');
  });

  it('has a fix that makes what --write makes', async () => {
    const [fixed, written] = [repositoryOf(sample), repositoryOf(sample)];
    const { stdout } = await migrate(fixed, ['--dry-run', '--format', 'sarif']);
    applyFixes(logIn(stdout), fixed);
    const { stdout: after, code } = await migrate(written, ['--write', '--no-install', '--format', 'sarif']);
    expect(git(fixed, 'diff')).toBe(git(written, 'diff'));
    expect(git(fixed, 'diff')).toContain('+');
    expect(code).toBe(0);
    expect(violations(logIn(after))).toEqual([]);
    expect(logIn(after).runs[0].results).toEqual([]);
  });

  it('is a log where there is nothing to say', async () => {
    const { stdout, code } = await migrate(repositoryOf({ 'package.json': '{}' }), ['--check', '--format', 'sarif']);
    expect(code).toBe(0);
    expect(violations(logIn(stdout))).toEqual([]);
    expect(logIn(stdout).runs[0].invocations).toMatchObject([{ executionSuccessful: true, exitCode: 0 }]);
  });
});

it('both name files from the top of the repository', async () => {
  const folder = repositoryOf({ 'packages/a/package.json': manifest, 'packages/a/src/a b.ts': guess });
  const inside = path.join(folder, 'packages/a');
  for (const args of [[], ['--cwd', '.'], ['src']]) {
    const sarif = await migrate(inside, ['--check', '--format', 'sarif', ...args]);
    const { artifacts } = logIn(sarif.stdout).runs[0];
    expect(artifacts.map(({ location }) => location.uri)).toContain('packages/a/src/a%20b.ts');
    const github = await migrate(inside, ['--check', '--format', 'github', ...args]);
    expect(github.stdout).toMatch(/^::error file=packages\/a\/src\/a b\.ts,line=14,/m);
  }
});

describe('--format github', () => {
  it('is an error for each place with --check, a warning without', async () => {
    const folder = repositoryOf(sample);
    const checked = await migrate(folder, ['--check', '--format', 'github']);
    expect(checked.code).toBe(1);
    expect(checked.stdout.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^::error file=src\/client\.ts,line=1,/),
      expect.stringMatching(/^::error file=src\/client\.ts,line=14,endLine=14,col=9,/),
    ]);
    const planned = await migrate(folder, ['--dry-run', '--format', 'github']);
    expect(planned.stdout).toBe(checked.stdout.replaceAll('::error', '::warning'));
  });

  it('is empty where nothing is left', async () => {
    const { stdout, code } = await migrate(repositoryOf({ 'package.json': '{}' }), ['--check', '--format', 'github']);
    expect([stdout, code]).toEqual(['', 0]);
  });

  it('starts no second command, whatever files and code are called', async () => {
    const name = 'src/a\n::error::owned\r::add-mask::x,title=y%0A::debug::z.ts';
    const why = '-- ::stop-commands::x ##[error]owned %0A::error::y\n';
    const folder = repositoryOf({
      'package.json': manifest,
      [name]: guess,
      'src/b.ts': guess.replace('    if (error', `    // resession-ignore-next-line ${why}    if (error`),
      'src/c.ts': guess.replace(
        '    if (error',
        `    // resession-ignore-next-line expiry::x%0A::error::y ${why}    if (error`,
      ),
      'src/d.ts': `${guess}\n const = "::error::owned";\n`,
    });
    const { stdout, stderr } = await migrate(folder, ['--check', '--format', 'github']);
    const lines = stdout.trimEnd().split(/\r\n|\r|\n/);
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines)
      expect(line).toMatch(
        /^::(?:error|notice) file=[^:,]+,line=\d+,endLine=\d+,(?:col=\d+,endColumn=\d+,)?title=[^:,]*::/,
      );
    expect(stderr.split(/\r\n|\r|\n/).filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
  });
});
