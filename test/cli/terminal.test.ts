// A person at a terminal: colours, the question before writing, Ctrl-C, a pager that is closed early.

import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { freshEnvironment } from '../e2e/command.ts';
import { atTerminal, commandLine, migrate } from './command-line.ts';
import { fingerprint, folderOf, repositoryOf, sample } from './sample.ts';

const question = 'Write 3 files?';
const isWritten = (folder: string): boolean =>
  readFileSync(path.join(folder, 'src/client.ts'), 'utf8').includes('ClientHttpSessionExpired');

describe('the question before writing', () => {
  it('comes after the plan; yes writes', async () => {
    const folder = repositoryOf(sample);
    const { code, screen } = await atTerminal(folder, ['--no-install'], [{ on: question, type: 'y' }]);
    expect(code, screen).toBe(0);
    expect(screen.indexOf('+++ b/src/client.ts')).toBeGreaterThan(-1);
    expect(screen.indexOf('+++ b/src/client.ts')).toBeLessThan(screen.indexOf(question));
    expect(screen.split('+++ b/src/client.ts').length, 'the plan is shown once').toBe(2);
    expect(screen).toContain('as run ');
    expect(isWritten(folder)).toBe(true);
  });

  it.each([
    ['no', 'n', 1, 'Nothing was written.'],
    ['Enter alone', '\r', 1, 'Nothing was written.'],
    ['Ctrl-C', '\u0003', 130, 'Interrupted; nothing was written.'],
  ])('%s writes nothing', async (_name, type, expected, message) => {
    const folder = repositoryOf(sample);
    const before = fingerprint(folder);
    const { code, screen } = await atTerminal(folder, ['--no-install'], [{ on: question, type }]);
    expect(screen).toContain(message);
    expect(code).toBe(expected);
    expect(fingerprint(folder)).toEqual(before);
  });

  it.each([['--dry-run'], ['--check'], ['--write'], ['--yes']])('is not asked with %s', async (flag) => {
    const folder = repositoryOf(sample);
    const { code, screen } = await atTerminal(folder, [flag, '--no-install'], []);
    expect(screen).not.toContain(question);
    const writes = flag === '--write' || flag === '--yes';
    expect(isWritten(folder)).toBe(writes);
    expect(code).toBe(writes ? 0 : 1);
  });

  it('is not asked where there is nothing to write, nor where uncommitted changes forbid it', async () => {
    const empty = await atTerminal(folderOf({ 'a.ts': 'export {};\n' }), [], []);
    expect(empty.screen).toContain('Nothing to do.');
    expect(empty.code).toBe(0);
    const folder = folderOf(sample);
    spawn('git', ['init', '--quiet'], { cwd: folder });
    await wait(300);
    const dirty = await atTerminal(folder, [], []);
    expect(dirty.screen).toContain('uncommitted changes');
    expect(dirty.screen).not.toContain(question);
    expect(dirty.code).toBe(2);
  });

  it('asks in any format, and the format changes no exit code', async () => {
    const folder = repositoryOf(sample);
    const { code, screen } = await atTerminal(
      folder,
      ['--no-install', '--format', 'json'],
      [{ on: question, type: 'y' }],
    );
    expect(code, screen).toBe(0);
    expect(screen).toContain('"status": "clean"');
    expect(isWritten(folder)).toBe(true);
  });
});

describe('colour', () => {
  const folder = repositoryOf(sample);
  const green = '\u001b[32m';

  it('is there on a terminal', async () => {
    expect((await atTerminal(folder, ['--dry-run'], [])).screen).toContain(green);
  });

  it.each<[string, string[], NodeJS.ProcessEnv]>([
    ['--no-color', ['--dry-run', '--no-color'], {}],
    ['NO_COLOR', ['--dry-run'], { NO_COLOR: '1' }],
  ])('is not there with %s', async (_name, args, variables) => {
    expect((await atTerminal(folder, args, [], variables)).screen).not.toMatch(/\u001b\[\d+m/);
  });

  it('is on a pipe only with FORCE_COLOR', async () => {
    expect((await migrate(folder, ['--dry-run'], { NO_COLOR: '' })).stdout).not.toContain('\u001b');
    expect((await migrate(folder, ['--dry-run'], { NO_COLOR: '', FORCE_COLOR: '1' })).stdout).toContain(green);
  });
});

/** A folder of programs that stand in front of the real ones on the PATH. */
function programs(scripts: Readonly<Record<string, string>>): string {
  const folder = folderOf(scripts);
  for (const name of Object.keys(scripts)) spawn('chmod', ['+x', path.join(folder, name)]);
  return folder;
}

/** Starts in a process group of its own, as a shell does, so that Ctrl-C reaches the package manager too. */
function startGroup(
  cwd: string,
  args: readonly string[],
  bin: string,
): { interrupt(): void; ended: Promise<[number | null, string]> } {
  const [program = '', ...rest] = commandLine(args);
  const environment = { ...freshEnvironment(), PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  const child = spawn(program, rest, { cwd, env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdout.resume();
  return {
    interrupt: () => process.kill(-(child.pid ?? 0), 'SIGINT'),
    ended: new Promise((resolve) => child.once('exit', (code) => resolve([code, stderr]))),
  };
}

async function appears(file: string): Promise<void> {
  for (let turn = 0; turn < 200 && !existsSync(file); turn += 1) await wait(50);
}

describe('Ctrl-C', () => {
  it('while planning ends with 130 and an untouched tree', async () => {
    const folder = repositoryOf(sample);
    const before = fingerprint(folder);
    const bin = programs({ git: '#!/bin/sh\ntouch "$(dirname "$0")/started"\nexec sleep 20\n' });
    const run = startGroup(folder, ['--write', '--no-install'], bin);
    await appears(path.join(bin, 'started'));
    run.interrupt();
    const [code, stderr] = await run.ended;
    expect(code).toBe(130);
    expect(stderr).toContain('Interrupted; nothing was written.');
    expect(fingerprint(folder)).toEqual(before);
  });

  it('while installing takes everything back', async () => {
    const folder = repositoryOf(sample);
    const before = fingerprint(path.join(folder, 'src'));
    const bin = programs({ npm: '#!/bin/sh\ntouch "$(dirname "$0")/started"\nexec sleep 20\n' });
    const run = startGroup(folder, ['--write'], bin);
    await appears(path.join(bin, 'started'));
    expect(isWritten(folder)).toBe(true);
    run.interrupt();
    const [code, stderr] = await run.ended;
    expect(code).toBe(130);
    expect(stderr).toContain('has been taken back');
    expect(fingerprint(path.join(folder, 'src'))).toEqual(before);
    expect(existsSync(path.join(folder, 'vendor'))).toBe(false);
  });

  it('twice leaves at once, and undo makes it as before', async () => {
    const folder = repositoryOf(sample);
    const before = fingerprint(path.join(folder, 'src'));
    const bin = programs({
      npm: `#!${process.execPath}\nprocess.on('SIGINT', () => {});\nrequire('fs').writeFileSync(__dirname + '/started', '');\nsetTimeout(() => {}, 4000);\n`,
    });
    const run = startGroup(folder, ['--write'], bin);
    await appears(path.join(bin, 'started'));
    run.interrupt();
    await wait(300);
    run.interrupt();
    const [code, stderr] = await run.ended;
    expect(code).toBe(130);
    expect(stderr).toContain('npx resession undo');
    const undone = await migrate(folder, ['undo']);
    expect(undone.code, undone.stderr).toBe(0);
    expect(fingerprint(path.join(folder, 'src'))).toEqual(before);
  });
});

describe('a reader that goes away', () => {
  it.each([
    [['--help'], 0],
    [['--dry-run'], 1],
    [['--write', '--no-install'], 0],
  ])('%j ends as it would have, without a stack', async (args, expected) => {
    const folder = repositoryOf(sample);
    const [program = '', ...rest] = commandLine(args);
    const child = spawn(program, rest, { cwd: folder, env: freshEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(stderr).toBe('');
    expect(code).toBe(expected);
    expect(isWritten(folder)).toBe(args.includes('--write'));
  });
});

describe('a full disk behind stdout', () => {
  it('is told without a stack, and ends with 2', async () => {
    const full = openSync('/dev/full', 'w');
    const [program = '', ...rest] = commandLine(['--dry-run']);
    const child = spawn(program, rest, {
      cwd: repositoryOf(sample),
      env: freshEnvironment(),
      stdio: ['ignore', full, 'pipe'],
    });
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    closeSync(full);
    expect(stderr).toContain('resession: the output cannot be written: ENOSPC');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
  });
});
