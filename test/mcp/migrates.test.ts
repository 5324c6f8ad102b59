// The sample consumers, migrated by a client that knows nothing but the server: it follows what it is told, and afterwards
// they recover from every answer of the real servers.

import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyBlock } from '../docs/blocks.ts';
import { mustRun } from '../e2e/command.ts';
import { build, consumerNames, setUpConsumer } from '../e2e/consumer.ts';
import { observeAll } from '../e2e/conversation.ts';
import { installPackedCli, type PackedCli } from '../e2e/packed-cli.ts';
import { agent, type Generation } from './agent.ts';
import { follow } from './follower.ts';

const minutes = 60_000;
const expected = fileURLToPath(new URL('../e2e/fixtures/', import.meta.url));
const clients: Readonly<Record<(typeof consumerNames)[number], Generation>> = {
  'v1-typescript': 'v1',
  'v1-commonjs': 'v2',
  'v2-typescript': 'v2 modern',
};

/** How the guide has a client start it, up to the name of the command. Where it is installed, npx fetches nothing. */
function configured(): readonly string[] {
  const [block, ...others] = everyBlock.filter(
    ({ guide, language }) => guide === 'migration.md' && language === 'json',
  );
  expect(others).toEqual([]);
  const { command, args } = JSON.parse(block?.text ?? '').mcpServers.resession;
  expect(args.at(-1)).toBe('mcp');
  return [command, ...args.slice(0, -1)];
}

let parent: string;
let cli: PackedCli;

beforeAll(async () => {
  parent = await realpath(await mkdtemp(path.join(tmpdir(), 'resession-mcp-')));
  cli = await installPackedCli(parent);
}, 5 * minutes);

afterAll(() => rm(parent, { recursive: true, force: true }));

describe.each(consumerNames)('%s', (name) => {
  it('is migrated to green', { timeout: 5 * minutes }, async () => {
    const consumer = await setUpConsumer(name, parent);
    const generation = clients[name];
    // Started elsewhere: the roots of the client say where it works.
    const one = await agent({ generation, cwd: cli.folder, roots: [consumer.folder], argv: configured() });
    const { tools, last } = await follow(one, consumer.folder).finally(() => one.close());
    expect(tools).toEqual(['scan', 'preview', 'apply', 'verify']);
    expect(last).toMatchObject({ passed: true, done: true, report: { status: 'clean' } });
    for (const file of readdirSync(path.join(expected, name, 'src'))) {
      const written = readFileSync(path.join(consumer.folder, 'src', file), 'utf8');
      expect(written).toBe(readFileSync(path.join(expected, name, 'src', file), 'utf8'));
    }
    await mustRun(['npm', 'run', 'typecheck'], consumer.folder);
    await build(consumer);
    for (const [answer, seen] of Object.entries(await observeAll(consumer)))
      expect(seen, answer).toMatchObject({ outcome: 'recovered', sessionsOpened: 2 });
  });
});
