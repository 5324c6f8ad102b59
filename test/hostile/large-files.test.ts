// Files of gigabytes (with holes, so that they take no disk) where sources, manifests and settings are expected: nothing of
// them is taken into memory whole, and what matters is told.

import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { nodeHost } from '../../packages/engine/src/index.ts';
import type { Report } from '../../packages/engine/src/report.ts';
import { prefilter } from '../../packages/engine/src/prefilter.ts';
import { run } from '../e2e/command.ts';
import { folderOf, git, guess, manifest, repositoryOf, sample } from '../cli/sample.ts';

const gibibyte = 1024 ** 3;
const command = path.join(import.meta.dirname, '../../packages/cli/bin/migrate.js');

/** Prints the most memory that the process ever held, in MiB. */
const meter = "process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS >> 10}`));";

/** A file as it begins, of any size. */
function grow(root: string, name: string, size: number, starts = ''): void {
  writeFileSync(path.join(root, name), starts);
  truncateSync(path.join(root, name), size);
}

/** Runs the built command with little memory. The shell in between starts it with a peak of its own, not with this process's. */
async function migrate(
  root: string,
  args: readonly string[],
): Promise<{ code: number | null; stdout: string; stderr: string; peak: number }> {
  const node = [process.execPath, '--max-old-space-size=512', '--import', `data:text/javascript,${meter}`];
  const { code, stdout, stderr } = await run(['sh', '-c', '"$@"; exit $?', 'sh', ...node, command, ...args], root);
  return { code, stdout, stderr, peak: Number(/peak (\d+)$/.exec(stderr)?.[1]) };
}

it('sources: searched in pieces, told where they hold a guess', { timeout: 120_000 }, async () => {
  const root = folderOf(sample);
  grow(root, 'src/empty.ts', gibibyte);
  grow(root, 'src/guess.ts', 2.25 * gibibyte);
  appendFileSync(path.join(root, 'src/guess.ts'), guess);
  grow(root, 'src/beyond.ts', 5 * gibibyte);
  const { code, stdout, stderr, peak } = await migrate(root, ['--dry-run', '--format', 'json']);
  expect(code, stderr).toBe(1);
  const { findings } = JSON.parse(stdout) as Report;
  const told = findings.filter(({ kind }) => kind === 'todo').map(({ path: file, reason }) => [file, reason]);
  expect(told).toEqual([
    ['src/beyond.ts', expect.stringContaining('too large to search (5.0 GiB') as string],
    ['src/guess.ts', expect.stringContaining('too large to parse (2304.0 MiB') as string],
  ]);
  expect(peak).toBeLessThan(200);
});

it('one line of 600 MB, with a guess in its midst', { timeout: 120_000 }, async () => {
  const root = folderOf(sample);
  const line = Buffer.alloc(300_000_000, 'code session mcp ');
  const file = path.join(root, 'src/line.ts');
  for (const part of [line, Buffer.from(guess.replaceAll('\n', ' ')), line]) appendFileSync(file, part);
  const { stdout, peak } = await migrate(root, ['--dry-run', '--format', 'json']);
  const { findings } = JSON.parse(stdout) as Report;
  expect(findings.filter(({ path: name }) => name === 'src/line.ts')).toMatchObject([{ kind: 'todo' }]);
  expect(peak).toBeLessThan(200);
});

it('manifests, settings, lockfiles and ignore files', { timeout: 120_000 }, async () => {
  const root = folderOf({ ...sample, 'huge/src/a.ts': guess, 'huge/package.json': manifest });
  const names = ['yarn.lock', 'package-lock.json', 'pnpm-workspace.yaml', 'tsconfig.json', 'src/tsconfig.json'];
  const builds = ['Dockerfile', '.dockerignore', '.gitignore', 'src/.gitignore', '.gitlab-ci.yml'];
  for (const name of [...names, ...builds]) grow(root, name, 3 * gibibyte);
  grow(root, 'huge/package.json', 3 * gibibyte, manifest);
  for (const args of [
    ['--dry-run', '--format', 'json'],
    ['--write', '--no-install', '--format', 'json'],
  ]) {
    const { code, stdout, stderr, peak } = await migrate(root, args);
    expect(code, stderr).toBe(1);
    const { findings } = JSON.parse(stdout) as Report;
    const told = findings.filter(({ kind }) => kind === 'todo').map(({ path: file, reason }) => [file, reason]);
    const why = 'huge/package.json cannot take @resession/transport: it is too large (the limit is 2 MiB)';
    expect(told).toEqual([['huge/src/a.ts', expect.stringContaining(why) as string]]);
    expect(peak).toBeLessThan(200);
  }
  expect(readFileSync(path.join(root, 'src/client.ts'), 'utf8')).toContain('ClientHttpSessionExpired');
  expect((await migrate(root, ['undo'])).code).toBe(0);
  expect(readFileSync(path.join(root, 'src/client.ts'), 'utf8')).toBe(guess);
});

it('the package.json of everything, above the root too', { timeout: 120_000 }, async () => {
  const above = folderOf({ 'inner/src/client.ts': guess });
  grow(above, 'package.json', 3 * gibibyte);
  for (const root of [above, path.join(above, 'inner')]) {
    const { code, stdout, stderr, peak } = await migrate(root, ['--write', '--no-install', '--format', 'json']);
    expect(code, stderr).toBe(1);
    expect((JSON.parse(stdout) as Report).findings.some(({ kind }) => kind === 'todo')).toBe(true);
    expect(peak).toBeLessThan(200);
  }
  expect(readFileSync(path.join(above, 'inner/src/client.ts'), 'utf8')).toBe(guess);
});

it('a journal: nothing is written, and it is named', { timeout: 120_000 }, async () => {
  const root = folderOf({ ...sample, '.resession/x': '' });
  grow(root, '.resession/20260101-000000-abcdef.json', 3 * gibibyte);
  for (const args of [['--write', '--no-install'], ['undo']]) {
    const { code, stderr, peak } = await migrate(root, args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/a journal cannot be read\n {2}where .*abcdef\.json\n/);
    expect(peak).toBeLessThan(200);
  }
  expect(readFileSync(path.join(root, 'src/client.ts'), 'utf8')).toBe(guess);
});

it('a lockfile that an undo could not bring back: nothing is installed', { timeout: 120_000 }, async () => {
  const root = repositoryOf(sample);
  grow(root, 'package-lock.json', gibibyte);
  git(root, 'add', '--intent-to-add', 'package-lock.json');
  const { stdout, stderr, peak } = await migrate(root, ['--write']);
  expect(stdout + stderr).toContain('package-lock.json is too large to be kept for an undo');
  expect(existsSync(path.join(root, 'node_modules'))).toBe(false);
  expect(peak).toBeLessThan(200);
  expect((await migrate(root, ['undo'])).code).toBe(0);
  expect(readFileSync(path.join(root, 'src/client.ts'), 'utf8')).toBe(guess);
});

it('explaining one says why not', { timeout: 60_000 }, async () => {
  const root = folderOf({ 'package.json': manifest });
  grow(root, 'a.ts', 3 * gibibyte);
  const { code, stderr, peak } = await migrate(root, ['explain', 'a.ts']);
  expect(code).toBe(2);
  expect(stderr).toContain('cannot read the file: EFBIG');
  expect(peak).toBeLessThan(200);
});

it('a needle is found wherever it lies, over every border of the pieces', () => {
  const root = folderOf({});
  const needles = [['alpha', 'omega'], ['gamma-delta']];
  const piece = 2 * 1024 * 1024;
  const at = [
    0,
    5,
    piece - 11,
    piece - 10,
    piece - 5,
    piece - 1,
    piece,
    2 * piece - 21,
    2 * piece - 11,
    3 * piece - 11,
  ];
  const size = 3 * piece;
  const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
  for (const place of at) {
    const one = Buffer.alloc(size, 'x');
    one.write('gamma-delta', place);
    const two = Buffer.alloc(size, 'x');
    two.write('alpha', Math.max(0, place - 7));
    two.write('omega', size - 5);
    const three = Buffer.alloc(2 * size, wide('x'));
    wide('gamma-delta').copy(three, 2 * Math.floor(place / 2));
    const none = Buffer.alloc(size, 'x');
    none.write('omega', place);
    none.write('gamma-delt', size - 10);
    for (const [name, bytes] of Object.entries({ one, two, three, none }))
      writeFileSync(path.join(root, `${name}.ts`), bytes);
    const { unread } = prefilter(root, ['none.ts', 'one.ts', 'three.ts', 'two.ts'], needles, nodeHost);
    expect(
      unread.map(({ path: name, obstacle }) => `${name} ${obstacle}`),
      String(place),
    ).toEqual(['one.ts too-large', 'three.ts too-large', 'two.ts too-large']);
  }
});
