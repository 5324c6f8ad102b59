// The way back: a consumer on the patched transport gets an SDK that has the code itself, and one command later it needs
// nothing of ours. The SDK is a stand-in, built of the real package.

import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Report } from '../../packages/engine/src/report.ts';
import { layStandIn, type Parts, stockClient } from '../native/stand-in.ts';
import { mustRun } from './command.ts';
import { build, commitAll, type Consumer, setUpConsumer } from './consumer.ts';
import { observeAll } from './conversation.ts';
import { installPackedCli, type PackedCli } from './packed-cli.ts';
import { readTree } from './tree.ts';

const minutes = 60_000;

let parent: string;
let cli: PackedCli;
let consumer: Consumer;

const at = (path: string): string => join(consumer.folder, path);
const read = (path: string): string => readFileSync(at(path), 'utf8');
const installedSdk = 'node_modules/@modelcontextprotocol/client';
const sources = ['src/main.ts', 'src/session.ts', 'src/transport.ts'];
const sourceText = (): string => sources.map(read).join('\n');

async function report(...args: readonly string[]): Promise<Report & { readonly code: number | null }> {
  const { code, stdout, stderr } = await cli.migrate(...args, '--format', 'json', consumer.folder);
  if (stdout === '') throw new Error(stderr);
  return { ...(JSON.parse(stdout) as Report), code };
}

async function putSdk(parts: Partial<Parts> | 'stock'): Promise<void> {
  await rm(at(installedSdk), { recursive: true, force: true });
  if (parts === 'stock') await cp(stockClient, at(installedSdk), { recursive: true });
  else layStandIn(at(installedSdk), parts);
}

/** Whatever a server answers that has forgotten the session. */
async function recoversEverywhere(): Promise<void> {
  await build(consumer);
  for (const [answer, seen] of Object.entries(await observeAll(consumer))) {
    expect(seen, answer).toMatchObject({ outcome: 'recovered', sessionsOpened: 2 });
  }
}

beforeAll(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'resession-native-')));
  cli = await installPackedCli(parent);
  consumer = await setUpConsumer('v2-typescript', parent);
  const { code, stdout, stderr } = await cli.migrate('--write', consumer.folder);
  expect(code, `${stdout}\n${stderr}`).toBe(0);
  await commitAll(consumer.folder, 'On the patched transport');
}, 5 * minutes);

afterAll(() => rm(parent, { recursive: true, force: true }));

it('the SDK as published: nothing to do', { timeout: minutes }, async () => {
  const { code, findings, rewrites, manifests } = await report('--dry-run');
  expect({ code, rewrites, manifests }).toEqual({ code: 0, rewrites: [], manifests: [] });
  expect(findings.filter(({ codemod }) => codemod === 'patched-to-native-transport')).toEqual([]);
});

it.each<[string, Partial<Parts>, string]>([
  ['types', { table: false, thrown: false }, 'dist/index.mjs has no SdkErrorCode.ClientHttpSessionExpired'],
  ['code', { types: false }, 'dist/index.d.mts declares no SdkErrorCode.ClientHttpSessionExpired'],
  [
    'types and a table, and nothing that throws it',
    { thrown: false },
    'no StreamableHTTPClientTransport that throws it',
  ],
])('an SDK that has only %s: nothing changes, and it says why', { timeout: minutes }, async (_what, parts, why) => {
  await putSdk(parts);
  const { code, findings, rewrites, manifests } = await report('--dry-run');
  await putSdk('stock');
  expect({ code, rewrites, manifests }).toEqual({ code: 0, rewrites: [], manifests: [] });
  const own = findings.filter(({ codemod }) => codemod === 'patched-to-native-transport');
  expect(own.length).toBeGreaterThan(0);
  expect(new Set(own.map(({ kind }) => kind))).toEqual(new Set(['skip']));
  for (const { reason } of own) expect(reason).toContain(why);
});

it('an SDK that has it all: one command, and nothing of ours is left', { timeout: 5 * minutes }, async () => {
  // Installed the way a release is, so that later installations keep it.
  layStandIn(join(parent, 'sdk'));
  const [packed] = JSON.parse(
    await mustRun(['npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', parent], join(parent, 'sdk')),
  ) as { filename: string }[];
  await mustRun(
    ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', join(parent, packed?.filename ?? '')],
    consumer.folder,
  );
  await commitAll(consumer.folder, 'The SDK has it itself');
  const before = readTree(consumer.folder);
  const manifest = read('package.json');
  await recoversEverywhere();

  const { code, stdout, stderr } = await cli.migrate('--write', consumer.folder);
  expect(code, `${stdout}\n${stderr}`).toBe(0);
  expect(sourceText()).not.toContain('@resession/transport');
  expect(sourceText()).toContain('SdkErrorCode.ClientHttpSessionExpired');
  const gone = /,\s*"@resession\/transport": "file:(?:\.\/)?vendor\/resession-transport-[\d.]+\.tar\.gz"/;
  expect(read('package.json')).toBe(manifest.replace(gone, ''));
  expect(manifest).toMatch(gone);
  expect(read('package-lock.json')).not.toContain('@resession/transport');
  expect(existsSync(at('node_modules/@resession/transport'))).toBe(false);
  expect(Object.keys(readTree(consumer.folder)).filter((path) => path.startsWith('vendor/'))).toEqual([]);

  await mustRun(['npm', 'run', 'typecheck'], consumer.folder);
  await recoversEverywhere();

  const migrated = readTree(consumer.folder);
  const again = await cli.migrate('--write', consumer.folder);
  expect(again.code, `${again.stdout}\n${again.stderr}`).toBe(0);
  expect(readTree(consumer.folder)).toEqual(migrated);

  const undone = await cli.migrate('undo', '--cwd', consumer.folder);
  expect(undone.code, `${undone.stdout}\n${undone.stderr}`).toBe(0);
  expect(readTree(consumer.folder)).toEqual(before);
  expect(await mustRun(['git', 'status', '--porcelain'], consumer.folder)).toBe('');
});
