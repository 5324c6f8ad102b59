// What the README promises: one command shows the main job, and with a path it plans without writing.

import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { run } from '../e2e/command.ts';
import { readTree } from '../e2e/tree.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const samples = join(checkout, 'test/consumers');

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'resession-demo-test-')));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('shows every sample client wedged before and recovered after', { timeout: 240_000 }, async () => {
  const { code, stdout, stderr } = await run(['npm', 'run', '--silent', 'demo'], checkout);
  expect(code, `${stdout}\n${stderr}`).toBe(0);
  const [before = '', after = ''] = stdout.split('After');
  for (const answer of ['-32002', 'plain text', 'HTML', 'nothing']) {
    const line = new RegExp(`^  ${answer} +`, 'm').source;
    expect(before).toMatch(new RegExp(`${line}wedged +wedged +wedged$`, 'm'));
    expect(after).toMatch(new RegExp(`${line}wedged -> recovered +wedged -> recovered +wedged -> recovered$`, 'm'));
  }
  expect(before).toMatch(/^ {2}-32001 +recovered +recovered +recovered$/m);
  expect(before).toContain('+      error.code === SdkErrorCode.ClientHttpSessionExpired');
});

it('with a path, from where it was typed, plans and writes nothing', { timeout: 120_000 }, async () => {
  await cp(join(samples, 'v2-typescript'), join(folder, 'app'), { recursive: true });
  const before = readTree(folder);
  const { code, stdout, stderr } = await run(
    ['npm', '--prefix', checkout, 'run', '--silent', 'demo', '--', 'app'],
    folder,
  );
  expect(code, `${stdout}\n${stderr}`).toBe(0);
  expect(stdout).toContain('+import { SdkErrorCode } from');
  expect(readTree(folder)).toEqual(before);
});

it('passes an error on', { timeout: 60_000 }, async () => {
  const { code } = await run(['npm', 'run', '--silent', 'demo', '--', join(folder, 'nowhere')], checkout);
  expect(code).toBe(2);
});
