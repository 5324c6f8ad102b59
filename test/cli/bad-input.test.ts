// Files that no tool likes: a clear message or untouched bytes, the rest of the run goes on, the exit code is right.

import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../packages/engine/src/report.ts';
import { migrate } from './command-line.ts';
import { fingerprint, folderOf, guess, manifest, repositoryOf, sample } from './sample.ts';
import { violations } from './schema.ts';

const bytes = (folder: string, file: string): Buffer => readFileSync(path.join(folder, file));
const writeArgs = ['--write', '--no-install', '--format', 'json'];

/** Beside a sound file: what becomes of the odd one, and that the sound one is written all the same. */
async function beside(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<{ folder: string; code: number | null; report: Report }> {
  const folder = repositoryOf({ ...sample, ...files });
  const { code, stdout, stderr } = await migrate(folder, writeArgs);
  expect(stderr).toBe('');
  const report = JSON.parse(stdout) as Report;
  expect(violations(report)).toEqual([]);
  expect(bytes(folder, 'src/client.ts').toString()).toContain('ClientHttpSessionExpired');
  return { folder, code, report };
}

describe('a file that cannot be worked on', () => {
  it('does not parse: a todo with the place', async () => {
    const broken = `${guess}\nexport function (\n`;
    const { folder, code, report } = await beside({ 'src/broken.ts': broken });
    expect(report.findings.filter(({ path: file }) => file === 'src/broken.ts')).toMatchObject([{ kind: 'todo' }]);
    expect(code).toBe(1);
    expect(bytes(folder, 'src/broken.ts').toString()).toBe(broken);
  });

  it('is a binary named .ts', async () => {
    const binary = Buffer.concat([Buffer.from([0, 255, 254, 0, 128]), Buffer.from(guess), Buffer.from([0, 200])]);
    const { folder, code, report } = await beside({ 'src/binary.ts': binary });
    expect(bytes(folder, 'src/binary.ts').equals(binary)).toBe(true);
    expect(report.findings.filter(({ path: file }) => file === 'src/binary.ts')).toMatchObject([{ kind: 'todo' }]);
    expect(code).toBe(1);
  });

  it('is no UTF-8', async () => {
    const latin = Buffer.from(guess.replace("'sample'", "'caf\u00e9'"), 'latin1');
    const { folder, report } = await beside({ 'src/latin.ts': latin });
    expect(bytes(folder, 'src/latin.ts').equals(latin)).toBe(true);
    expect(report.findings.filter(({ path: file }) => file === 'src/latin.ts')).toMatchObject([{ kind: 'todo' }]);
  });

  it('is a loop of symbolic links', async () => {
    const folder = repositoryOf(sample);
    symlinkSync('.', path.join(folder, 'src/self'));
    symlinkSync('b', path.join(folder, 'src/a'));
    symlinkSync('a', path.join(folder, 'src/b'));
    const { code, stderr } = await migrate(folder, [...writeArgs, '--allow-dirty']);
    expect(code, stderr).toBe(0);
  });

  it('is a link that leads outside: what it points to is not written', async () => {
    const outside = folderOf({ 'client.ts': guess });
    const folder = repositoryOf({ 'package.json': manifest });
    symlinkSync(path.join(outside, 'client.ts'), path.join(folder, 'client.ts'));
    await migrate(folder, [...writeArgs, '--allow-dirty']);
    expect(bytes(outside, 'client.ts').toString()).toBe(guess);
  });
});

describe('bytes that are nobody else\u2019s business', () => {
  it.each<[string, (text: string) => string]>([
    ['a byte order mark', (text) => `\ufeff${text}`],
    ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['tabs', (text) => text.replaceAll('  ', '\t')],
    ['a shebang', (text) => `#!/usr/bin/env node\n${text}`],
    ['no final newline', (text) => text.trimEnd()],
    ['odd spacing', (text) => text.replace('=> ', '=>   ').replace('async function', 'async  function')],
  ])('%s stays', async (_name, odd) => {
    const before = odd(guess);
    const folder = repositoryOf({ 'package.json': manifest, 'src/client.ts': before });
    const { code, stderr, stdout } = await migrate(folder, writeArgs);
    expect(code, stderr + stdout).toBe(0);
    const after = bytes(folder, 'src/client.ts').toString();
    expect(after).toContain('ClientHttpSessionExpired');
    const kept = before.split('\n').filter((line) => !/import |instanceof/.test(line));
    const lines = new Set(after.split('\n'));
    expect(kept.filter((line) => !lines.has(line))).toEqual([]);
    expect(after.startsWith('\ufeff')).toBe(before.startsWith('\ufeff'));
    expect(after.endsWith('\n')).toBe(before.endsWith('\n'));
    expect(/[^\r]\n/.test(after)).toBe(/[^\r]\n/.test(before));
  });
});

describe('an odd project', () => {
  it('has no package.json: nothing is rewritten that could not be installed', async () => {
    const folder = folderOf({ 'client.ts': guess });
    const before = fingerprint(folder);
    const { code, stdout, stderr } = await migrate(folder, writeArgs);
    expect(stderr).toBe('');
    expect(code).toBe(1);
    const { findings, totals } = JSON.parse(stdout) as Report;
    expect(findings.some(({ kind, reason }) => kind === 'todo' && reason.includes('package.json'))).toBe(true);
    expect(totals.written).toBe(0);
    expect(fingerprint(folder)).toEqual(before);
  });

  it('holds a file of five megabytes', async () => {
    const filler = `export const filler = [\n${"  'abcdefghijklmnopqrstuvwxyz',\n".repeat(170_000)}];\n`;
    const { folder, code, report } = await beside({ 'src/large.ts': filler + guess, 'src/other.ts': filler });
    const told = report.findings.filter(({ path: file }) => file === 'src/large.ts' || file === 'src/other.ts');
    expect(told).toMatchObject([
      { kind: 'todo', path: 'src/large.ts', reason: expect.stringContaining('too large to parse') as string },
    ]);
    expect(code).toBe(1);
    expect(bytes(folder, 'src/large.ts').toString()).toBe(filler + guess);
  });

  it('has a package.json that does not parse', async () => {
    const folder = repositoryOf({ ...sample, 'package.json': '{ "name": ' });
    const { code, stdout, stderr } = await migrate(folder, writeArgs);
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(stdout).toContain('package.json');
    expect(bytes(folder, 'src/client.ts').toString()).toBe(guess);
  });

  it('holds a file that may not be read', async () => {
    const folder = repositoryOf({ ...sample, 'src/secret.ts': guess });
    chmodSync(path.join(folder, 'src/secret.ts'), 0o000);
    // Root reads everything, so what it is told differs; for everybody else it is a todo.
    const { code, stdout, stderr } = await migrate(folder, [...writeArgs, '--allow-dirty']);
    expect(stderr).toBe('');
    const isRoot = process.getuid?.() === 0;
    const { findings } = JSON.parse(stdout) as Report;
    expect(findings.some(({ path: file, kind }) => file === 'src/secret.ts' && kind === 'todo')).toBe(!isRoot);
    expect(code).toBe(isRoot ? 0 : 1);
  });

  it('has something else where the transport goes: nothing is written, the error names it', async () => {
    const folder = repositoryOf(sample);
    const file = path.join(folder, 'vendor');
    const blocked = folderOf({ 'not-a-folder': '' });
    symlinkSync(path.join(blocked, 'not-a-folder'), file);
    const before = fingerprint(path.join(folder, 'src'));
    const { code, stderr, stdout } = await migrate(folder, ['--write', '--no-install']);
    expect(code, stdout).toBe(2);
    expect(stderr).toMatch(/^resession: .+\n {2}where .*vendor.*\n {2}next {2}.+\n$/);
    expect(fingerprint(path.join(folder, 'src'))).toEqual(before);
    expect(existsSync(path.join(blocked, 'not-a-folder'))).toBe(true);
  });
});
