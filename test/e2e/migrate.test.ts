// The main job on real consumers: wedged wherever the guess does not fit, one command, recovered everywhere.

import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mustRun } from './command.ts';
import { build, type Consumer, consumerNames, setUpConsumer } from './consumer.ts';
import { observe, observeAll } from './conversation.ts';
import { installPackedCli, type PackedCli } from './packed-cli.ts';
import { expiryAnswers, referenceAnswer } from './servers/answers.ts';
import { readTree } from './tree.ts';

const minutes = 60_000;
const expected = fileURLToPath(new URL('fixtures/', import.meta.url));

let parent: string;
let cli: PackedCli;

beforeAll(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'resession-e2e-')));
  cli = await installPackedCli(parent);
}, 5 * minutes);

afterAll(() => rm(parent, { recursive: true, force: true }));

/** Changed, added and removed files as git sees them. */
async function changedFiles(consumer: Consumer): Promise<string[]> {
  const lines = await mustRun(['git', 'status', '--porcelain', '--untracked-files=all'], consumer.folder);
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.slice(3))
    .sort();
}

function journal(consumer: Consumer): readonly string[] {
  return readdirSync(join(consumer.folder, '.git')).includes('resession')
    ? readdirSync(join(consumer.folder, '.git', 'resession'), { recursive: true })
        .map(String)
        .sort()
    : [];
}

describe.each(consumerNames)('%s', (name) => {
  let consumer: Consumer;
  let original: Readonly<Record<string, string>>;
  const read = (path: string): string => readFileSync(join(consumer.folder, path), 'utf8');

  beforeAll(async () => {
    consumer = await setUpConsumer(name, parent);
    original = readTree(consumer.folder);
    await build(consumer);
  }, minutes);

  it('before: recovers only where its guess fits, and stays wedged elsewhere', { timeout: minutes }, async () => {
    const seen = await observeAll(consumer);
    const outcomes = Object.fromEntries(Object.entries(seen).map(([answer, { outcome }]) => [answer, outcome]));
    expect(outcomes).toEqual({
      '-32001': 'recovered',
      '-32002': 'wedged',
      'plain text': 'wedged',
      HTML: 'wedged',
      nothing: 'wedged',
    });
    // Wedged means that it never even tried to connect anew.
    expect(seen.HTML?.sessionsOpened).toBe(1);
    expect(seen[referenceAnswer.name]?.sessionsOpened).toBe(2);
  });

  it('a dry run says what is left and writes nothing', { timeout: minutes }, async () => {
    const { code, stdout } = await cli.migrate('--dry-run', consumer.folder);
    expect(stdout).toContain('@resession/transport');
    expect(code).toBe(1);
    expect(readTree(consumer.folder)).toEqual(original);
    expect(journal(consumer)).toEqual([]);
  });

  it('npx migrate --write leaves nothing to do', { timeout: 3 * minutes }, async () => {
    const { code, stdout, stderr } = await cli.migrate('--write', consumer.folder);
    expect(code, `${stdout}\n${stderr}`).toBe(0);
  });

  it('changed what it had to, to the byte, and nothing else', async () => {
    const sources = readdirSync(join(expected, name, 'src')).map((file) => `src/${file}`);
    for (const path of sources) expect(read(path)).toBe(readFileSync(join(expected, name, path), 'utf8'));
    const vendored = (await changedFiles(consumer)).filter((path) => path.startsWith('vendor/'));
    expect(vendored).toEqual([expect.stringMatching(/^vendor\/resession-transport-[\d.]+\.tar\.gz$/)]);
    expect(await changedFiles(consumer)).toEqual(['package-lock.json', 'package.json', ...sources, ...vendored].sort());
  });

  it('gained one dependency and kept every other byte of package.json', async () => {
    const gained = /,\s*"@resession\/transport": "file:(?:\.\/)?vendor\/resession-transport-[\d.]+\.tar\.gz"/;
    expect(read('package.json')).toMatch(gained);
    const before = await mustRun(['git', 'show', 'HEAD:package.json'], consumer.folder);
    expect(read('package.json').replace(gained, '')).toBe(before);
  });

  it('type-checks with its own tsc', { timeout: minutes }, async () => {
    await mustRun(['npm', 'run', 'typecheck'], consumer.folder);
  });

  it('after: recovers whatever the server answers', { timeout: minutes }, async () => {
    await build(consumer);
    for (const [answer, seen] of Object.entries(await observeAll(consumer))) {
      expect(seen, answer).toMatchObject({ outcome: 'recovered', sessionsOpened: 2 });
    }
  });

  it('after: recovers when the open stream notices first', { timeout: minutes }, async () => {
    const html = expiryAnswers.find((answer) => answer.name === 'HTML') ?? referenceAnswer;
    expect(await observe(consumer, html, 2500)).toMatchObject({ outcome: 'recovered', sessionsOpened: 2 });
  });

  it('a second run changes nothing', { timeout: 3 * minutes }, async () => {
    const [tree, runs] = [readTree(consumer.folder), journal(consumer)];
    const { code, stdout, stderr } = await cli.migrate('--write', consumer.folder);
    expect(code, `${stdout}\n${stderr}`).toBe(0);
    expect(readTree(consumer.folder)).toEqual(tree);
    expect(journal(consumer)).toEqual(runs);
  });

  it('migrate undo brings everything back, byte for byte', { timeout: 3 * minutes }, async () => {
    const { code, stdout, stderr } = await cli.migrate('undo', '--cwd', consumer.folder);
    expect(code, `${stdout}\n${stderr}`).toBe(0);
    expect(readTree(consumer.folder)).toEqual(original);
    expect(await changedFiles(consumer)).toEqual([]);
  });
});
