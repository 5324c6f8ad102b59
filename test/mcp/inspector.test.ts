// The MCP inspector's command line under Node 22, a client that is not ours and takes no schema on trust. It and that Node are
// large, so they lie in the cache and in nobody's dependencies.

import { delimiter, dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { type Finished, run } from '../e2e/command.ts';
import { repositoryOf, sample } from '../cli/sample.ts';
import { installed } from '../sdks/package-cache.ts';
import { command } from './agent.ts';

const inspector = '@modelcontextprotocol/inspector';
const platform = process.platform === 'win32' ? 'win' : process.platform;
const node = `node-${platform}-${process.arch}`;

let folder: string;
let binary: string;

beforeAll(async () => {
  folder = await installed(inspector, '2.12.0', 'inspector', ['--force', `${node}@22.23.3`]);
  binary = join(folder, 'node_modules', node, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}, 300_000);

/** Asks the server, which runs under that Node as well. */
function inspect(cwd: string, ...args: readonly string[]): Promise<Finished> {
  const launcher = join(folder, 'node_modules', inspector, 'clients/launcher/build/index.js');
  const path = `${dirname(binary)}${delimiter}${String(process.env['PATH'])}`;
  const storage = { HOME: cwd, MCP_CATALOG_PATH: join(cwd, '.git', 'mcp.json') };
  return run([binary, launcher, '--cli', binary, command, 'mcp', '--cwd', cwd, ...args], cwd, {
    PATH: path,
    ...storage,
  });
}

it('runs under Node 22', async () => {
  expect((await run([binary, '--version'], folder)).stdout).toBe('v22.23.3\n');
});

it('finds no fault in the schemas of the tools', async () => {
  const { code, stdout, stderr } = await inspect(repositoryOf(sample), '--method', 'tools/list', '--strict');
  expect(code, stdout + stderr).toBe(0);
  expect(JSON.parse(stdout).tools).toHaveLength(6);
});

it('scans and previews', async () => {
  const cwd = repositoryOf(sample);
  const scanned = await inspect(cwd, '--method', 'tools/call', '--tool-name', 'scan');
  expect(scanned.code, scanned.stderr).toBe(0);
  expect(JSON.parse(scanned.stdout).structuredContent.report.totals).toMatchObject({ fix: 2 });
  const previewed = await inspect(
    cwd,
    '--method',
    'tools/call',
    '--tool-name',
    'preview',
    '--tool-arg',
    'typeCheck=false',
  );
  expect(previewed.code, previewed.stderr).toBe(0);
  const { structuredContent } = JSON.parse(previewed.stdout);
  expect(structuredContent.preview).toMatch(/^[0-9a-f]{16}$/);
  const strange = await inspect(
    cwd,
    '--method',
    'tools/call',
    '--tool-name',
    'apply',
    '--tool-arg',
    `preview=${structuredContent.preview}`,
  );
  // Every call is a server of its own, and none takes a preview of another.
  expect(JSON.parse(strange.stdout.split('\n}\n')[0] + '\n}')).toMatchObject({ isError: true });
});

it('reads the guides and the prompt', async () => {
  const cwd = repositoryOf(sample);
  const guides = await inspect(cwd, '--method', 'resources/list');
  expect(guides.stdout).toContain('resession://docs/migration-SKILL.md');
  const read = await inspect(cwd, '--method', 'resources/read', '--uri', 'resession://docs/migration.md');
  expect(read.code, read.stderr).toBe(0);
  const prompt = await inspect(cwd, '--method', 'prompts/get', '--prompt-name', 'settle-todos');
  expect(prompt.stdout).toContain('No ask and no todo is left');
});
