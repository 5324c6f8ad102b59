// One answer kept without a terminal, and what later runs make of it.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Finished, migrate } from './command-line.ts';
import { git, guess, repositoryOf, sample } from './sample.ts';

interface Seen {
  readonly status: string;
  readonly findings: readonly {
    readonly id: string;
    readonly codemod: string;
    readonly kind: string;
    readonly messageId: string;
    readonly reason: string;
  }[];
}

const kept = '.resession/decisions.json';
const seen = async (folder: string): Promise<Seen> =>
  JSON.parse((await migrate(folder, ['--dry-run', '--format', 'json'])).stdout) as Seen;
const checkIn = ({ findings }: Seen): Seen['findings'][number] => {
  const found = findings.find(({ codemod }) => codemod === 'expiry-guess-to-code');
  if (found === undefined) throw new Error('no check');
  return found;
};
const decide = (folder: string, ...args: readonly string[]): Promise<Finished> => migrate(folder, ['decide', ...args]);

describe('migrate decide', () => {
  it('leaves a site, in this run and in every later one, however the file around it changes', async () => {
    const folder = repositoryOf(sample);
    const { id } = checkIn(await seen(folder));
    const { code, stdout, stderr } = await decide(folder, id.slice(0, 6), 'leave', '--why', 'the gateway goes');
    expect(code, stderr).toBe(0);
    expect(stdout).toContain(`Kept in ${kept}`);
    writeFileSync(path.join(folder, 'src/client.ts'), `// A line above.\n${guess}`);
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', 'a line above');
    const after = await seen(folder);
    expect(checkIn(after)).toMatchObject({
      id,
      kind: 'skip',
      messageId: 'decided',
      reason: 'Decided, it stays as it is: the gateway goes',
    });
    const check = await migrate(folder, ['--check']);
    expect(check.code, check.stdout).toBe(0);
    expect(check.stdout).toContain('Decided, left as they are (1)');
    expect((await migrate(folder, ['--write', '--no-install'])).code).toBe(0);
    expect(git(folder, 'status', '--porcelain')).toBe('');
    expect((await migrate(folder, ['explain', 'src/client.ts'])).stdout).toContain('the gateway goes');
  });

  it('takes a later answer in place of an earlier one', async () => {
    const folder = repositoryOf(sample);
    const { id } = checkIn(await seen(folder));
    await decide(folder, id, 'leave');
    const { code, stdout } = await decide(folder, id, 'make', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 1, decision: { id, answer: 'make', kind: 'fix' } });
    const { decisions } = JSON.parse(readFileSync(path.join(folder, kept), 'utf8')) as { decisions: object[] };
    expect(decisions).toHaveLength(1);
    expect(checkIn(await seen(folder)).kind).toBe('fix');
  });

  it.each([
    [['zzzz', 'leave'], 'that is no id of a finding'],
    [['ab', 'leave'], 'that is no id of a finding'],
    [['0000000000000000', 'leave'], 'nothing with this id is found'],
  ])('%j is a usage error', async (args, why) => {
    const { code, stderr } = await decide(repositoryOf(sample), ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(why);
  });

  it('an answer that the finding does not take is a usage error, and changes nothing', async () => {
    const folder = repositoryOf(sample);
    const { id } = checkIn(await seen(folder));
    const { code, stderr } = await decide(folder, id, 'mkae');
    expect(code).toBe(2);
    expect(stderr).toContain('a fix takes no such answer');
    expect(stderr).toContain('make');
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it('a decisions file that cannot be followed stops every run', async () => {
    const folder = repositoryOf({ ...sample, [kept]: '{ "schema": 1, "decisions": [ {} ] }' });
    for (const args of [['--check'], ['--write'], ['explain', 'src/client.ts'], ['decide', 'abcd', 'leave']]) {
      const { code, stderr } = await migrate(folder, args);
      expect(code, args.join(' ')).toBe(2);
      expect(stderr).toContain('the decisions cannot be followed');
    }
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it('a kept check is not believed past a decision', async () => {
    const folder = repositoryOf({ ...sample, 'node_modules/x/package.json': '{}', '.gitignore': 'node_modules' });
    git(folder, 'rm', '-r', '--quiet', '--cached', 'node_modules');
    git(folder, 'commit', '--quiet', '--message', 'nothing installed');
    expect((await migrate(folder, ['--check'])).code).toBe(1);
    await decide(folder, checkIn(await seen(folder)).id, 'leave');
    expect((await migrate(folder, ['--check'])).code).toBe(0);
  });
});
