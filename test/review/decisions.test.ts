// Decisions between runs: plain runs and checks honour them, they outlive edits elsewhere, and `decisions` tells what became of them.

import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Decision, Report, ReportFinding } from '@resession/engine';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Finished, run } from '../e2e/command.ts';
import { fingerprint, git, repositoryOf } from '../cli/sample.ts';
import { consumer } from './sample.ts';
import { program } from './terminal.ts';

const kept = '.resession/decisions.json';
const timeout = 180_000;
const command = (folder: string, ...args: readonly string[]): Promise<Finished> =>
  run([process.execPath, program, ...args], folder);

let findings: readonly ReportFinding[] = [];
beforeAll(async () => {
  const { stdout } = await command(repositoryOf(consumer), '--dry-run', '--no-type-check', '--format', 'json');
  const report = JSON.parse(stdout) as Report;
  ({ findings } = report);
});

function decided(place: string, answer: Decision['answer'], more: Partial<Decision> = {}): Decision {
  const found = findings.find((each) => `${each.path}:${String(each.line)}` === place);
  if (found === undefined || found.kind === 'skip') throw new Error(`nothing at ${place}`);
  const { id, codemod, path: file, message, kind } = found;
  return { id, codemod, path: file, message, kind, answer, ...more };
}

function keep(folder: string, decisions: readonly object[]): void {
  mkdirSync(path.join(folder, '.resession'), { recursive: true });
  writeFileSync(path.join(folder, kept), JSON.stringify({ schema: 1, decisions }));
}

const textOf = (folder: string, name: string): string => readFileSync(path.join(folder, name), 'utf8');
const edit = (folder: string, name: string, change: (text: string) => string): void =>
  writeFileSync(path.join(folder, name), change(textOf(folder, name)));

const leaveCheck = (): Decision => decided('src/client.ts:14', 'leave', { why: 'the gateway is odd' });
const takeBoth = (): Decision => decided('src/retry.ts:7', 'choose', { choice: 'beside' });
const leaveTodo = (): Decision => decided('src/told.ts:4', 'leave');

/** The state of each decision, by its place. */
async function states(folder: string): Promise<Readonly<Record<string, string>>> {
  const { code, stdout, stderr } = await command(folder, 'decisions', '--format', 'json');
  expect(code, stderr).toBe(0);
  const { decisions } = JSON.parse(stdout) as { decisions: (Decision & { state: string })[] };
  return Object.fromEntries(decisions.map(({ path: file, state }) => [file, state]));
}

describe('a plain run', { timeout }, () => {
  it('honours what was decided, and so does a check', async () => {
    const folder = repositoryOf(consumer);
    keep(folder, [leaveCheck(), takeBoth(), leaveTodo()]);
    const written = await command(folder, '--write', '--no-install', '--no-type-check');
    expect(written.code, written.stdout).toBe(0);
    expect(textOf(folder, 'src/client.ts')).toContain('error.status === 404');
    expect(textOf(folder, 'src/retry.ts')).toContain('isSessionExpired(error) || /404|5');
    expect(textOf(folder, 'src/told.ts')).toBe(consumer['src/told.ts']);
    const checked = await command(folder, '--check');
    expect(checked.code, checked.stdout).toBe(0);
    expect(checked.stdout).toContain('Decided, it stays as it is: the gateway is odd');
  });

  it('is not moved by a decision about something that is gone, or of another kind', async () => {
    const folder = repositoryOf(consumer);
    const plain = await command(folder, '--dry-run', '--no-type-check', '--format', 'json');
    keep(folder, [
      { ...leaveCheck(), id: '0123456789abcdef' },
      { ...leaveTodo(), kind: 'fix' },
    ]);
    const again = await command(folder, '--dry-run', '--no-type-check', '--format', 'json');
    expect(again.stdout).toBe(plain.stdout);
  });

  it('is taken back like any other; the decisions stay', async () => {
    const folder = repositoryOf(consumer);
    keep(folder, [leaveCheck(), takeBoth()]);
    const before = fingerprint(path.join(folder, 'src'));
    await command(folder, '--write', '--no-install', '--no-type-check');
    expect(fingerprint(path.join(folder, 'src'))).not.toEqual(before);
    expect((await command(folder, 'undo')).code).toBe(0);
    expect(fingerprint(path.join(folder, 'src'))).toEqual(before);
    expect(await states(folder)).toEqual({ 'src/client.ts': 'in-force', 'src/retry.ts': 'in-force' });
  });

  it.each([
    ['[]', 'no "schema": 1'],
    ['{', 'it is no JSON'],
    ['{ "schema": 2, "decisions": [] }', 'written by a newer version'],
    ['{ "schema": 1, "decisions": [{ "id": 7 }] }', 'decision 1 is none'],
  ])('ends with 2 on decisions that cannot be followed: %s', async (text, said) => {
    const folder = repositoryOf({ ...consumer, [kept]: text });
    const before = fingerprint(folder);
    for (const args of [['--write'], ['--check'], ['decisions'], ['decisions', 'prune']]) {
      const { code, stderr } = await command(folder, ...args);
      expect(code, stderr).toBe(2);
      expect(stderr).toContain('the decisions cannot be followed');
      expect(stderr).toContain(said);
      expect(stderr).toContain(kept);
    }
    expect(fingerprint(folder)).toEqual(before);
  });
});

describe('migrate decisions', { timeout }, () => {
  it('says that nothing is decided', async () => {
    const { code, stdout } = await command(repositoryOf(consumer), 'decisions');
    expect(code).toBe(0);
    expect(stdout).toBe('Nothing is decided.\n');
  });

  it('tells each with its state; edits elsewhere in the file change nothing', async () => {
    const folder = repositoryOf(consumer);
    keep(folder, [leaveCheck(), takeBoth(), leaveTodo()]);
    edit(folder, 'src/client.ts', (text) => `// a new first line\n\n${text}\nexport const more = 1;\n`);
    edit(folder, 'src/retry.ts', (text) => text.replace(String.raw`/404|5\d\d/`, '/404|503/'));
    expect(await states(folder)).toEqual({
      'src/client.ts': 'in-force',
      'src/retry.ts': 'gone',
      'src/told.ts': 'in-force',
    });
    const { stdout } = await command(folder, 'decisions', 'list');
    expect(stdout).toContain('3 decisions');
    expect(stdout).toContain('leave  src/client.ts:16  (the gateway is odd)\n    in force');
    expect(stdout).toContain('choose beside  src/retry.ts\n    gone: nothing like it is found any more');
    expect(stdout).toContain('npx resession decisions prune');
  });

  it('a swap that was left is in force, though nothing asks for it any more', async () => {
    const folder = repositoryOf(consumer);
    keep(folder, [decided('src/client.ts:1', 'leave')]);
    expect(await states(folder)).toEqual({ 'src/client.ts': 'in-force' });
  });

  it('one that no longer fits says why', async () => {
    const folder = repositoryOf(consumer);
    keep(folder, [leaveCheck(), { ...takeBoth(), choice: 'neither' }, { ...leaveTodo(), kind: 'fix' }]);
    edit(folder, 'src/client.ts', (text) =>
      text.replace('    if (', '    // resession-ignore-next-line -- as it is\n    if ('),
    );
    const { stdout } = await command(folder, 'decisions');
    expect(stdout).toContain('no longer fits: a comment on line 14 suppresses it');
    expect(stdout).toContain('no longer fits: the choice neither is not offered any more');
    expect(stdout).toContain('no longer fits: it was a fix, and is a todo now');
  });

  it('prune takes out what is gone, and nothing else', async () => {
    const folder = repositoryOf(consumer);
    keep(folder, [leaveCheck(), { ...takeBoth(), id: '0123456789abcdef' }, { ...leaveTodo(), kind: 'fix' }]);
    const { code, stdout } = await command(folder, 'decisions', 'prune');
    expect(code).toBe(0);
    expect(stdout).toContain('Took out 1 decision\n  0123456789abcdef');
    expect(await states(folder)).toEqual({ 'src/client.ts': 'in-force', 'src/told.ts': 'unfit' });
    expect((await command(folder, 'decisions', 'prune')).stdout).toContain('Nothing is gone');
  });

  it('prune of all takes the file away', async () => {
    const folder = repositoryOf({ 'package.json': '{}', 'a.ts': 'export {};\n' });
    keep(folder, [leaveCheck()]);
    await command(folder, 'decisions', 'prune');
    expect(existsSync(path.join(folder, '.resession'))).toBe(false);
  });

  it('explain tells the story of the site', async () => {
    const folder = repositoryOf(consumer);
    keep(folder, [leaveCheck(), leaveTodo()]);
    const { code, stdout } = await command(folder, 'decisions', 'explain', leaveCheck().id.slice(0, 6));
    expect(code).toBe(0);
    expect(stdout).toContain('the gateway is odd');
    expect(stdout).toContain('error from  the request callTool');
    expect(stdout).toContain('skip: decided, it stays as it is');
    expect(stdout).not.toContain('src/told.ts');
  });

  it('forget takes one back', async () => {
    const folder = repositoryOf(consumer);
    // Both sides of a merge.
    keep(folder, [leaveCheck(), leaveTodo(), { ...leaveCheck(), answer: 'make', why: 'theirs' }]);
    const { code, stdout } = await command(folder, 'decisions', 'forget', leaveCheck().id);
    expect(code).toBe(0);
    expect(stdout).toBe('Forgot leave  src/client.ts  (the gateway is odd)\nForgot make  src/client.ts  (theirs)\n');
    expect(await states(folder)).toEqual({ 'src/told.ts': 'in-force' });
  });

  it.each([
    [['lst'], 'Did you mean list?'],
    [['forget'], 'forget needs the id of a decision'],
    [['explain', 'zz'], 'there is no such decision'],
    [['list', 'zz'], 'list takes no decision'],
    [['--format', 'sarif'], "'sarif' is no value of --format"],
    [['--check'], 'has no meaning for decisions'],
  ])('%j is a usage error', async (args, said) => {
    const folder = repositoryOf(consumer);
    const { code, stderr } = await command(
      folder,
      ...(args[0] === '--check' ? ['--check', 'decisions'] : ['decisions', ...args]),
    );
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  it('nothing is written through a link', async () => {
    const folder = repositoryOf(consumer);
    const elsewhere = repositoryOf({ 'decisions.json': JSON.stringify({ schema: 1, decisions: [leaveCheck()] }) });
    symlinkSync(elsewhere, path.join(folder, '.resession'));
    const { code, stderr } = await command(folder, 'decisions', 'forget', leaveCheck().id);
    expect(code).toBe(2);
    expect(stderr).toContain('a symlink is in the way');
    expect(git(elsewhere, 'status', '--porcelain')).toBe('');
  });
});
