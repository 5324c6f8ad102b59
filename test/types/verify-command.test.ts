// `--verify`: a command of the user's on copies of the tree, before and after. Where it newly fails, nothing is written.

import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Plan } from '../../packages/engine/src/index.ts';
import { plannedIn } from '../cli/planned.ts';
import { repositoryOf } from '../cli/sample.ts';
import { readTree } from '../e2e/tree.ts';

const sdk = fileURLToPath(new URL('../../node_modules/@modelcontextprotocol/sdk/', import.meta.url));

const files = {
  '.gitignore': 'node_modules\n',
  'package.json': '{ "private": true, "dependencies": { "@modelcontextprotocol/sdk": "1.32.2" } }\n',
  'src/client.mjs': `import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export const make = (url) => new StreamableHTTPClientTransport(url);

export async function ping(client, url) {
  try {
    return await client.ping();
  } catch (error) {
    if (!(error instanceof StreamableHTTPError && error.code === 404)) throw error;
    await client.connect(make(url));
    return client.ping();
  }
}
`,
  // Leaves something behind, which a second run over the same folder would stumble over.
  'test.mjs': `import { existsSync, writeFileSync } from 'node:fs';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ping } from './src/client.mjs';

if (existsSync('ran')) process.exit(4);
writeFileSync('ran', '');
if (process.argv[2] === 'fails') process.exit(5);
let calls = 0;
const client = {
  connect: async () => undefined,
  ping: async () => {
    if ((calls += 1) === 1) throw new StreamableHTTPError(404, 'gone');
  },
};
if (process.argv[2] === 'builds the old error') await ping(client, new URL('http://localhost/')).catch(() => process.exit(3));
`,
};

function repository(): string {
  const root = repositoryOf(files);
  mkdirSync(join(root, 'node_modules/@modelcontextprotocol'), { recursive: true });
  symlinkSync(sdk, join(root, 'node_modules/@modelcontextprotocol/sdk'));
  return root;
}

const planIn = (root: string, verify: readonly string[]): Promise<Plan> => plannedIn(root, { verify });

const said = ({ verdicts }: Plan): string => {
  const verdict = verdicts.find(({ check }) => check === 'command');
  return `${verdict?.outcome ?? ''}: ${verdict?.why ?? ''}`;
};

test('a command that passes before and after lets the changes stand', async () => {
  const root = repository();
  const before = readTree(root);
  const made = await planIn(root, ['node', 'test.mjs']);
  expect(said(made)).toBe('passed: `node test.mjs` passes before and after.');
  expect(made.files.map(({ path }) => path)).toContain('src/client.mjs');
  expect(readTree(root)).toEqual(before);
});

test('a command that newly fails takes everything back', async () => {
  const root = repository();
  const made = await planIn(root, ['node', 'test.mjs', 'builds the old error']);
  expect(said(made)).toMatch(/^failed: .* fails with the changes \(exit code 3\)\. Everything was taken back\.$/);
  expect(made.files).toEqual([]);
  expect(made.findings.filter(({ kind }) => kind === 'fix')).toEqual([]);
  expect(made.findings.find(({ kind }) => kind === 'todo')?.reason).toContain('fails with the changes');
});

test('a command that fails already says nothing of the changes', async () => {
  const root = repository();
  const made = await planIn(root, ['node', 'test.mjs', 'fails']);
  expect(said(made)).toBe('skipped: `node test.mjs fails` fails as it is (exit code 5).');
  expect(made.files.length).toBeGreaterThan(0);
});

test('a command that is not there is an error that names it', async () => {
  const root = repository();
  await expect(planIn(root, ['no-such-program'])).rejects.toThrow('the program to verify with is not there');
});
