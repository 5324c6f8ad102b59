// From SDK v1 to v2 beside the SDK's own codemod, as it comes from the registry: as a step of one command, and in either
// order by hand. All ways end type-correct and recover whatever the server answers.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mustRun, run } from './command.ts';
import { build, commitAll, type Consumer, type ConsumerName, setUpConsumer } from './consumer.ts';
import { observeAll } from './conversation.ts';
import { installPackedCli, type PackedCli } from './packed-cli.ts';
import { readTree } from './tree.ts';

const minutes = 60_000;
const official = '@modelcontextprotocol/codemod@2.3.1';

let parent: string;
let cli: PackedCli;

beforeAll(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'resession-upgrade-')));
  cli = await installPackedCli(parent);
}, 5 * minutes);

afterAll(() => rm(parent, { recursive: true, force: true }));

async function setUp(name: ConsumerName, way: string): Promise<Consumer> {
  await mkdir(join(parent, way), { recursive: true });
  return setUpConsumer(name, join(parent, way));
}

async function withTool(consumer: Consumer): Promise<void> {
  await mustRun(
    ['npm', 'install', '--save-dev', '--save-exact', '--prefer-offline', '--no-audit', '--no-fund', official],
    consumer.folder,
  );
  await commitAll(consumer.folder, 'The codemod of the SDK');
}

async function migrated(consumer: Consumer, ...flags: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await cli.migrate(...flags, '--write', consumer.folder);
  expect(code, `${stdout}\n${stderr}`).toBe(0);
}

async function byTheSdk(consumer: Consumer): Promise<void> {
  await commitAll(consumer.folder, 'Before the codemod of the SDK');
  await mustRun(['npx', 'mcp-codemod', 'v1-to-v2', '.'], consumer.folder);
  await mustRun(['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund'], consumer.folder);
  await commitAll(consumer.folder, 'After the codemod of the SDK');
}

/** On SDK v2 and nothing else, type-correct, and recovering whatever the server answers. */
async function endsWell(consumer: Consumer): Promise<void> {
  const manifest = readFileSync(join(consumer.folder, 'package.json'), 'utf8');
  expect(manifest).toContain('"@modelcontextprotocol/client"');
  expect(manifest).not.toContain('@modelcontextprotocol/sdk');
  const sources = readdirSync(join(consumer.folder, 'src')).map((name) => join(consumer.folder, 'src', name));
  expect(sources.length).toBeGreaterThan(1);
  for (const path of sources)
    expect(readFileSync(path, 'utf8'), path).not.toMatch(/@modelcontextprotocol\/sdk|transport\/v1/);
  await mustRun(['npm', 'run', 'typecheck', '--if-present'], consumer.folder);
  await build(consumer);
  for (const [answer, seen] of Object.entries(await observeAll(consumer))) {
    expect(seen, answer).toMatchObject({ outcome: 'recovered', sessionsOpened: 2 });
  }
}

describe('v1-typescript', () => {
  const name = 'v1-typescript';

  it('moves in one command, settled after it, and back', { timeout: 5 * minutes }, async () => {
    const consumer = await setUp(name, 'one');
    await withTool(consumer);
    const original = readTree(consumer.folder);
    await migrated(consumer, '--from', 'v1', '--to', 'v2');
    const before = await mustRun(['git', 'show', 'HEAD:package.json'], consumer.folder);
    const after = readFileSync(join(consumer.folder, 'package.json'), 'utf8');
    const entries = /"@modelcontextprotocol\/client": "[^"]*",\s*"@resession\/transport": "[^"]*"/;
    expect(after.replace(entries, '"@modelcontextprotocol/sdk": "1.32.2"')).toBe(before);
    await endsWell(consumer);
    const tree = readTree(consumer.folder);
    await migrated(consumer, '--from', 'v1', '--to', 'v2');
    await migrated(consumer);
    expect(readTree(consumer.folder)).toEqual(tree);
    const { code, stderr } = await cli.migrate('undo', '--cwd', consumer.folder);
    expect(code, stderr).toBe(0);
    expect(readTree(consumer.folder)).toEqual(original);
  });

  it('ends alike when the codemod of the SDK runs first', { timeout: 5 * minutes }, async () => {
    const consumer = await setUp(name, 'sdk-first');
    await withTool(consumer);
    await byTheSdk(consumer);
    await migrated(consumer);
    await endsWell(consumer);
  });

  it('ends alike when it runs after', { timeout: 5 * minutes }, async () => {
    const consumer = await setUp(name, 'sdk-last');
    await withTool(consumer);
    await migrated(consumer);
    await byTheSdk(consumer);
    // Until the transport follows, a v2 client has a v1 transport.
    const checked = await cli.migrate('--check', consumer.folder);
    expect(checked.code, checked.stdout).toBe(1);
    await migrated(consumer);
    await endsWell(consumer);
  });
});

it('moves CommonJS, which the codemod of the SDK passes by', { timeout: 5 * minutes }, async () => {
  const consumer = await setUp('v1-commonjs', 'commonjs');
  await withTool(consumer);
  await migrated(consumer, '--from', 'v1', '--to', 'v2');
  await endsWell(consumer);
});

it(
  'leaves a package on SDK v1 that loads it where nothing moves the load, and says so',
  { timeout: 5 * minutes },
  async () => {
    const consumer = await setUp('v1-commonjs', 'late');
    const late = 'src/late.js';
    writeFileSync(
      join(consumer.folder, late),
      "exports.types = () => require('@modelcontextprotocol/sdk/types.js');\n",
    );
    await withTool(consumer);
    const move = ['--from', 'v1', '--to', 'v2', '--write', '--format', 'json'];
    const { code, stdout } = await cli.migrate(...move, consumer.folder);
    expect(code).toBe(1);
    const report = JSON.parse(stdout) as { findings: readonly { kind: string; messageId: string; path: string }[] };
    const left = report.findings.filter(({ kind }) => kind === 'todo');
    expect(left.map(({ messageId, path }) => `${messageId} ${path}`)).toEqual([`still-v1 ${late}`]);
    const manifest = readFileSync(join(consumer.folder, 'package.json'), 'utf8');
    expect(manifest).toContain('"@modelcontextprotocol/sdk"');
    expect(manifest).not.toContain('"@modelcontextprotocol/client"');
    for (const [answer, seen] of Object.entries(await observeAll(consumer))) {
      expect(seen, answer).toMatchObject({ outcome: 'recovered', sessionsOpened: 2 });
    }
  },
);

it('fetches the codemod of the SDK when asked, and says so when not', { timeout: 5 * minutes }, async () => {
  const consumer = await setUp('v1-typescript', 'fetched');
  const original = readTree(consumer.folder);
  const refused = await cli.migrate('--from', 'v1', '--to', 'v2', '--dry-run', consumer.folder);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('--fetch-codemod');
  expect(readTree(consumer.folder)).toEqual(original);
  await migrated(consumer, '--from', 'v1', '--to', 'v2', '--fetch-codemod');
  await endsWell(consumer);
  expect((await run(['git', 'status', '--porcelain', '--', 'node_modules'], consumer.folder)).stdout).toBe('');
});
