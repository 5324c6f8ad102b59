// What a run without a codemod says of a tree is what a run with all of them says, or nothing.

import { codemods } from '@resession/transforms';
import { needlesById } from '@resession/transforms/needles';
import { expect, test } from 'vitest';
import { glance, planOfNothing } from './glance.ts';
import { nodeHost } from './host.ts';
import type { PlanOptions } from './options.ts';
import type { Plan } from './plan.ts';
import { plan } from './pipeline.ts';
import { commitAll, folder, git, lay } from './sandbox.test.kit.ts';
import { optionsAt } from './toy.test.kit.ts';

type Files = Readonly<Record<string, string>>;

const needles = [...needlesById.values()].flat();
const manifest = { 'package.json': '{ "name": "shop", "dependencies": { "@resession/transport": "0.1.0" } }' };

function repository(files: Files): string {
  const root = folder();
  lay(root, { ...manifest, ...files });
  commitAll(root);
  return root;
}

async function short(options: PlanOptions): Promise<Plan | null> {
  return planOfNothing(await glance(options, nodeHost, needles), options);
}

test('each codemod is searched for by what it says of itself', () => {
  expect([...needlesById]).toEqual(codemods.map(({ id, needles: own }) => [id, own]));
});

test.each<[string, Files]>([
  ['other code', { 'src/a.ts': 'export const a = 404;', 'src/b.js': 'module.exports = 1;' }],
  ['no source at all', { 'README.md': 'MCP' }],
  ['a broken package.json', { 'package.json': '{ "name": ' }],
  ['the transport as an entry that nothing uses', { 'src/a.ts': 'export {};' }],
])('nothing to look at: %s', async (_name, files) => {
  const options = { ...optionsAt(repository(files)), typeCheck: true };
  const made = await short(options);
  expect(made).not.toBeNull();
  expect(made).toEqual(await plan(options, nodeHost, codemods));
});

test('a repository within is named by both', async () => {
  const root = repository({ 'src/a.ts': 'export {};' });
  lay(root, { 'inner/b.ts': 'export {};' });
  git(`${root}/inner`, 'init', '-q');
  const options = optionsAt(root);
  const made = await short(options);
  expect(made?.nextSteps).toHaveLength(1);
  expect(made).toEqual(await plan(options, nodeHost, codemods));
});

test.each<[string, Files]>([
  ['a guess', { 'src/a.ts': `import '@modelcontextprotocol/client'; if (e.code === -32001) retry();` }],
  ['code that speaks of MCP', { 'src/a.ts': 'export const mcp = 1;' }],
  ['a path that does', { 'src/mcp/a.ts': 'export const a = 1;' }],
  ['a word of our own', { 'src/a.ts': '// resession-ignore-file\n' }],
])('%s is looked at', async (_name, files) => {
  expect(await short(optionsAt(repository(files)))).toBeNull();
});

test('a part of the tree is looked at where the rest lends to it', async () => {
  const root = repository({
    'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
    'packages/core/package.json':
      '{ "name": "@acme/core", "main": "index.ts", "dependencies": { "@modelcontextprotocol/sdk": "^1.20.0" } }',
    'packages/core/index.ts': `import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
export { StreamableHTTPError as Fault };
export const GONE = 404;
export async function connect() {
  const client = new Client({ name: 'a', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL('http://localhost')));
  return client;
}
`,
    'packages/app/package.json': '{ "name": "@acme/app", "dependencies": { "@acme/core": "*" } }',
    'packages/app/a.ts': `import { connect, Fault, GONE } from '@acme/core';
export async function run(work) {
  let client = await connect();
  try {
    await work(client);
  } catch (error) {
    if (!(error instanceof Fault && error.code === GONE)) throw error;
    client = await connect();
  }
}
`,
  });
  const options = { ...optionsAt(root), paths: ['packages/app'] };
  expect((await plan(options, nodeHost, codemods)).findings.map(({ kind, path }) => [kind, path])).toEqual([
    ['ask', 'packages/app/a.ts'],
  ]);
  expect(await short(options)).toBeNull();
  expect(await short({ ...options, paths: ['.'], ignore: ['packages/core/'] })).toBeNull();
});

test('what git does not track is seen all the same, once', async () => {
  const root = repository({ 'src/a.ts': 'export {};' });
  lay(root, { 'src/b.ts': `import '@modelcontextprotocol/client'; if (e.code === -32001) retry();` });
  const { filtered, listing } = await glance(optionsAt(root), nodeHost, needles);
  expect(filtered.candidates.map(({ path }) => path)).toEqual(['src/b.ts']);
  expect(filtered.scanned).toBe(2);
  expect(listing.selected).toEqual(['src/a.ts', 'src/b.ts']);
});

test('a folder without git is seen too', async () => {
  const root = folder();
  lay(root, { 'src/b.ts': `import '@modelcontextprotocol/client'; if (e.code === -32001) retry();` });
  const { filtered } = await glance({ ...optionsAt(root), rootOverride: root }, nodeHost, needles);
  expect(filtered.candidates.map(({ path }) => path)).toEqual(['src/b.ts']);
});

test('a run that checks something more is none of these', async () => {
  const options = optionsAt(repository({ 'src/a.ts': 'export {};' }));
  expect(await short({ ...options, verify: ['true'] })).toBeNull();
  expect(await short({ ...options, upgrade: 'installed' })).toBeNull();
});
