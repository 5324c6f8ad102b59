// A plan that moves to SDK v2 first: one plan, on the tree as it is.

import path from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apply } from '../apply.ts';
import { nodeHost } from '../host.ts';
import { plan } from '../pipeline.ts';
import type { Plan } from '../plan.ts';
import { commitAll, folder, lay, snapshot } from '../sandbox.test.kit.ts';
import { officialProgram } from '../sdk-upgrade/official.test.kit.ts';
import { undo } from '../undo.ts';

const tool = {
  'node_modules/@modelcontextprotocol/codemod/package.json': '{ "version": "2.3.1", "bin": "./cli.mjs" }',
  // The real one, from a place inside the tree.
  'node_modules/@modelcontextprotocol/codemod/cli.mjs': `await import(${JSON.stringify(officialProgram)});\n`,
  '.gitignore': 'node_modules\n',
};

const client = `import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export const isBusy = (error: unknown): boolean => error instanceof StreamableHTTPError && error.code === 503;
export const client = new Client({ name: 'desk', version: '1.0.0' });
`;

function repository(files: Readonly<Record<string, string | Buffer>>): string {
  const root = folder();
  lay(root, { ...tool, ...files });
  commitAll(root);
  return root;
}

const upgraded = (root: string, paths: readonly string[] = []): Promise<Plan> =>
  plan(
    {
      paths,
      cwd: root,
      only: null,
      ignore: [],
      checkStyle: 'code',
      transport: 'vendor',
      tarball: null,
      toolVersion: '0.1.0',
      upgrade: 'installed',
    },
    nodeHost,
    [],
  );

const manifest =
  '{\r\n  "name": "desk",\r\n  "private": true,\r\n  "dependencies": {"@modelcontextprotocol/sdk": "1.32.2"}\r\n}';

describe('a plan with the move to SDK v2', () => {
  it('writes sources and manifest in one, from the bytes of the tree, and can be taken back', async () => {
    const root = repository({ 'package.json': manifest, 'src/client.ts': `\uFEFF${client}` });
    const before = snapshot(root);
    const made = await upgraded(root);
    expect(snapshot(root)).toEqual(before);
    expect(made.files.map((file) => `${file.kind} ${file.path}`)).toEqual([
      'source src/client.ts',
      'manifest package.json',
    ]);
    expect(made.install).toEqual({ argv: expect.arrayContaining(['npm', '--ignore-scripts']) as string[], cwd: '' });
    const { run } = await apply(made, nodeHost);
    expect(readFileSync(path.join(root, 'package.json'), 'utf8')).toBe(
      manifest.replace('"@modelcontextprotocol/sdk": "1.32.2"', '"@modelcontextprotocol/client": "^2.3.1"'),
    );
    expect(readFileSync(path.join(root, 'src/client.ts'), 'utf8')).toBe(
      `\uFEFFimport { Client, SdkHttpError } from '@modelcontextprotocol/client';

export const isBusy = (error: unknown): boolean => error instanceof SdkHttpError && error.status === 503;
export const client = new Client({ name: 'desk', version: '1.0.0' });
`,
    );
    const again = await upgraded(root);
    expect([again.files, again.findings]).toEqual([[], []]);
    await undo(root, run ?? undefined, nodeHost);
    expect(snapshot(root)).toEqual(before);
  });

  it('tells what the tool left, on the lines of the file as it is', async () => {
    const text = `${client}\nimport { WebSocketClientTransport } from '@modelcontextprotocol/sdk/client/websocket.js';\nexport const open = (url: URL) => new WebSocketClientTransport(url);\n`;
    const root = repository({ 'package.json': manifest, 'client.ts': text });
    const { findings, nextSteps } = await upgraded(root);
    expect(nextSteps.map(({ text: step }) => step)).toContainEqual(expect.stringMatching(/client\.ts:1.*SdkHttpError/));
    expect(findings.map(({ kind, messageId, path: file, line }) => [kind, messageId, file, line])).toEqual([
      ['fix', 'moved', 'client.ts', 1],
      ['todo', 'left-by-the-sdk', 'client.ts', 5],
    ]);
  });

  it('finds the comments of the tool again, run after run', async () => {
    const text = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';

export const server = new McpServer({ name: 'desk', version: '1.0.0' });
export const add = (shape: never): unknown =>
  server.registerTool('add', { inputSchema: shape }, () => ({ content: [] }));
`;
    const root = repository({ 'package.json': manifest, 'server.ts': text });
    const made = await upgraded(root);
    const left = made.findings.filter(({ kind }) => kind === 'todo');
    expect(left).toEqual([expect.objectContaining({ messageId: 'left-by-the-sdk', path: 'server.ts', line: 5 })]);
    await apply(made, nodeHost);
    const again = await upgraded(root);
    expect(again.files).toEqual([]);
    expect(again.findings).toEqual([expect.objectContaining({ kind: 'todo', messageId: 'left-by-the-sdk' })]);
  });

  it('puts comments behind imports back where each became one import, and tells what else went', async () => {
    const text = `/* client */ import { Client } from '@modelcontextprotocol/sdk/client/index.js'; // keep me
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js'; // keep me
import {
  // eslint-disable-next-line import/no-deprecated
  SSEClientTransport,
} from '@modelcontextprotocol/sdk/client/sse.js';
/* types */ import type { Tool } from '@modelcontextprotocol/sdk/types.js'; // a tool
// schemas
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js'; // of no use

export const all = [Client, StreamableHTTPError, SSEClientTransport]; // keep me
export const one = (tool: Tool): string => tool.name;
`;
    const alone = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'; // the server

export const server = new McpServer({ name: 'desk', version: '1.0.0' });
`;
    const root = repository({ 'package.json': manifest, 'client.ts': text, 'server.ts': alone });
    const { files, findings } = await upgraded(root);
    const made = (name: string): string => String(files.find(({ path: file }) => file === name)?.after.data);
    expect(made('server.ts')).toBe(alone.replace('sdk/server/mcp.js', 'server'));
    expect(made('client.ts')).toContain("import type { Tool } from '@modelcontextprotocol/client'; // a tool\n");
    const told = findings.filter(({ messageId }) => messageId === 'dropped-comment');
    expect(told.map(({ kind, line, message }) => `${kind} ${String(line)} ${message}`)).toEqual([
      "todo 1 The SDK's codemod dropped a comment: // keep me",
      "todo 2 The SDK's codemod dropped a comment: // keep me",
      "todo 4 The SDK's codemod dropped a comment: // eslint-disable-next-line import/no-deprecated",
      "todo 7 The SDK's codemod dropped a comment: /* types */",
    ]);
    expect(made('client.ts')).toMatch(/import \{ CallToolResultSchema \} .*; \/\/ of no use\n/);
  });

  it('leaves a file that does not parse, and the SDK that it names', async () => {
    const root = repository({
      'package.json': manifest,
      'client.ts': client,
      'broken.ts': "import '@modelcontextprotocol/sdk/types.js';\nexport const = 1;\n",
    });
    const { files } = await upgraded(root);
    expect(files.map((file) => file.path)).toEqual(['client.ts', 'package.json']);
    expect(files[1]?.after.data).toContain('"@modelcontextprotocol/sdk"');
  });

  it('does not import twice what comes from the patched transport already', async () => {
    const text = `import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, SdkErrorCode } from '@resession/transport/v1';

const made = new StreamableHTTPError(404, 'gone');
export const gone = isSessionExpired(Object.assign(made, { sdkCode: SdkErrorCode.ClientHttpSessionExpired }));
`;
    const root = repository({ 'package.json': manifest, 'gone.ts': text });
    const { files, findings } = await upgraded(root);
    expect(files[0]?.after.data.match(/import .*SdkErrorCode/g)).toHaveLength(1);
    expect(findings.map(({ messageId }) => messageId)).toEqual(['moved', 'left-by-the-sdk']);
  });

  it('moves CommonJS with the rest', async () => {
    const text =
      "const { Client } = require('@modelcontextprotocol/sdk/client/index.js');\n\nmodule.exports = new Client({ name: 'desk', version: '1.0.0' });\n";
    const root = repository({ 'package.json': manifest, 'client.ts': client, 'again.cjs': text });
    const { files, findings } = await upgraded(root);
    expect(files.map((file) => file.path)).toEqual(['again.cjs', 'client.ts', 'package.json']);
    expect(files[0]?.after.data).toBe(text.replace('sdk/client/index.js', 'client'));
    expect(files[2]?.after.data).not.toContain('@modelcontextprotocol/sdk');
    expect(new Set(findings.map(({ messageId }) => messageId))).toEqual(new Set(['moved']));
  });

  it('leaves a package on SDK v1 as a whole that loads it where nothing moves the load, and names the places', async () => {
    const text = `/** A comment may show import { Client } from '@modelcontextprotocol/sdk/client/index.js'. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';

export const late = () => require('@modelcontextprotocol/sdk/types.js');
export const early = Client;
`;
    const root = repository({
      'package.json': '{ "private": true, "workspaces": ["a", "b"] }',
      'a/package.json': manifest,
      'a/client.ts': client,
      'a/late.ts': text,
      'b/package.json': manifest,
      'b/client.ts': client,
    });
    const { files, findings } = await upgraded(root);
    expect(files.map((file) => file.path)).toEqual(['b/client.ts', 'b/package.json']);
    const told = findings.map(({ messageId, path: file, line }) => `${messageId} ${file}:${String(line)}`);
    expect(told).toEqual(['still-v1 a/late.ts:4', 'moved b/client.ts:1']);
  });

  it("names a require of the file's own making, and keeps the package for it", async () => {
    const text = `import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
export const version = require.resolve('@modelcontextprotocol/sdk/types.js');
export const types = require('@modelcontextprotocol/sdk/types.js');
`;
    const root = repository({ 'package.json': manifest, 'client.ts': client, 'own.ts': text });
    const { files, findings } = await upgraded(root);
    expect(files).toEqual([]);
    expect(findings.map(({ messageId, path: file, line }) => `${messageId} ${file}:${String(line)}`)).toEqual([
      'still-v1 own.ts:5',
    ]);
  });

  it('names the mocks of SDK v1 by a variable, and what ends a mock', async () => {
    const text = `import { afterEach, vi } from 'vitest';

const path = '@modelcontextprotocol/sdk/client/index.js';
vi.doMock(path, () => ({ Client: vi.fn() }));
afterEach(() => {
  vi.doUnmock('@modelcontextprotocol/sdk/client/index.js');
});
`;
    const root = repository({ 'package.json': manifest, 'client.ts': client, 'client.test.ts': text });
    const { files, findings } = await upgraded(root);
    expect(files.map((file) => file.path)).toEqual(['client.ts', 'package.json']);
    const left = findings.filter(({ path: file }) => file === 'client.test.ts');
    expect(left.map(({ messageId, line }) => `${messageId} ${String(line)}`)).toEqual(['still-v1 4', 'still-v1 6']);
  });

  it('names what a whole module of SDK v2 is asked for and does not have', async () => {
    const script = `const http = require('@modelcontextprotocol/sdk/client/streamableHttp.js');
const types = require('@modelcontextprotocol/sdk/types.js');

exports.isBusy = (error) => error instanceof http.StreamableHTTPError && error.code === 503;
exports.isTool = (value) => types.ToolSchema.safeParse(value).success;
`;
    const text = `import * as types from '@modelcontextprotocol/sdk/types.js';

export const isAnswer = (error) => error instanceof types.McpError;
`;
    const root = repository({ 'package.json': manifest, 'busy.cjs': script, 'answer.mjs': text });
    const { findings } = await upgraded(root);
    const left = findings.filter(({ messageId }) => messageId === 'left-by-the-sdk');
    const told = left.map(({ path: file, line, reason }) => `${file}:${String(line)} ${reason ?? ''}`);
    expect(told).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^busy\.cjs:4 In SDK v2 it is SdkHttpError\./),
        expect.stringMatching(/^answer\.mjs:3 In SDK v2 it is ProtocolError or SdkError\./),
      ]),
    );
    expect(left.find(({ path: file, message }) => file === 'busy.cjs' && message.includes('ToolSchema'))).toBeDefined();
  });

  it('says nothing of comments that show SDK v1, and keeps it for none; for a type in documentation it does', async () => {
    const shown = "// import { Client } from '@modelcontextprotocol/sdk/client/index.js';\n";
    const root = repository({ 'package.json': manifest, 'client.ts': shown + client });
    const { files, findings } = await upgraded(root);
    expect(findings.map(({ messageId }) => messageId)).toEqual(['moved']);
    expect(files[1]?.after.data).not.toContain('@modelcontextprotocol/sdk');
    const documented =
      "/** @param {import('@modelcontextprotocol/sdk/types.js').Tool} tool */\nexport const f = (tool) => tool;\n";
    const other = repository({ 'package.json': manifest, 'client.ts': client, 'f.js': documented });
    const made = await upgraded(other);
    expect(made.findings.map(({ messageId, path: file }) => `${messageId} ${file}`)).toEqual([
      'moved client.ts',
      'still-v1 f.js',
    ]);
    expect(made.files[1]?.after.data).toContain('@modelcontextprotocol/sdk');
  });

  it('leaves a file as it is that would not parse any more, and says so', async () => {
    const text = `import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { SdkErrorCode } from './codes.js';

export const made = Object.assign(new StreamableHTTPError(404, 'gone'), { SdkErrorCode });
`;
    const root = repository({ 'package.json': manifest, 'made.ts': text, 'client.ts': client });
    const { files, findings } = await upgraded(root);
    expect(files.map((file) => file.path)).toEqual(['client.ts', 'package.json']);
    expect(files[1]?.after.data).toContain('@modelcontextprotocol/sdk');
    expect(findings.filter(({ path: file }) => file === 'made.ts')).toEqual([
      expect.objectContaining({
        kind: 'todo',
        messageId: 'still-v1',
        reason: expect.stringContaining('does not parse') as string,
      }),
    ]);
  });

  it('moves only what it was asked for, and keeps SDK v1 for the rest', async () => {
    const root = repository({ 'package.json': manifest, 'a.ts': client, 'b.ts': client });
    const { files } = await upgraded(root, ['a.ts']);
    expect(files.map((file) => file.path)).toEqual(['a.ts', 'package.json']);
    expect(files[1]?.after.data).toContain('"@modelcontextprotocol/client": "^2.3.1"');
    expect(files[1]?.after.data).toContain('"@modelcontextprotocol/sdk": "1.32.2"');
  });

  it('keeps SDK v1 for files that no codemod reads, and names them', async () => {
    const root = repository({
      'package.json': manifest,
      'client.ts': client,
      'App.vue': `<script setup lang="ts">\nimport { Client } from '@modelcontextprotocol/sdk/client/index.js';\n</script>\n`,
      'types.d.ts': "export type { Tool } from '@modelcontextprotocol/sdk/types.js';\n",
      'tsconfig.json': '{ "compilerOptions": { "paths": { "sdk": ["./node_modules/@modelcontextprotocol/sdk"] } } }',
      'latin.ts': Buffer.from("import '@modelcontextprotocol/sdk/types.js'; // caf\xe9\n", 'latin1'),
      'README.md': 'It uses @modelcontextprotocol/sdk.',
    });
    const { files, findings } = await upgraded(root);
    expect(files.map((file) => file.path)).toEqual(['client.ts', 'package.json']);
    expect(files[1]?.after.data).toContain('"@modelcontextprotocol/sdk": "1.32.2"');
    const left = findings.filter(({ messageId }) => messageId === 'still-v1');
    expect(left.map(({ path: file, line }) => `${file}:${String(line)}`)).toEqual([
      'App.vue:2',
      'latin.ts:1',
      'tsconfig.json:1',
      'types.d.ts:1',
    ]);
  });

  it('changes the manifest that declares the SDK, member by member', async () => {
    const member = '{ "name": "a", "private": true, "dependencies": { "@modelcontextprotocol/sdk": "1.32.2" } }';
    const root = repository({
      'package.json':
        '{ "private": true, "workspaces": ["packages/*"], "devDependencies": { "@modelcontextprotocol/sdk": "1.32.2" } }',
      'packages/a/package.json': member,
      'packages/a/client.ts': client,
      'packages/b/package.json': '{ "name": "b", "private": true }',
      'packages/b/server.ts':
        "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nexport const s = McpServer;\n",
    });
    const { files } = await upgraded(root);
    const of = (file: string): string | undefined => files.find((each) => each.path === file)?.after.data;
    expect(of('packages/a/package.json')).toBe(member.replace('sdk": "1.32.2', 'client": "^2.3.1'));
    expect(of('package.json')).toContain('"devDependencies": { "@modelcontextprotocol/server": "^2.3.1" }');
    expect(of('packages/b/package.json')).toBeUndefined();
  });

  it.each([
    ['', 'cannot be changed'],
    ['[]', 'cannot be changed'],
    ['{ "dependencies": [] }', 'cannot be changed'],
    ['{ "private": true }', 'does not declare @modelcontextprotocol/sdk'],
    [null, 'no package.json above it'],
  ])('leaves a package as it is whose package.json holds %j, and says so once', async (text, why) => {
    const sources = { 'client.ts': client, 'again.ts': client };
    const root = repository(text === null ? sources : { 'package.json': text, ...sources });
    const { files, findings } = await upgraded(root);
    expect(files).toEqual([]);
    expect(findings).toEqual([
      expect.objectContaining({
        kind: 'todo',
        messageId: 'not-moved',
        path: 'again.ts',
        line: 1,
        reason: expect.stringContaining(why) as string,
      }),
    ]);
  });

  it('moves what is left on v1 where the package is on v2 by now, and names what is to be declared', async () => {
    const server =
      "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nexport const server = McpServer;\n";
    const root = repository({
      'package.json': '{ "private": true, "dependencies": { "@modelcontextprotocol/client": "^2.3.1" } }',
      'client.ts': client,
      'server.ts': server,
    });
    const { files, findings, nextSteps } = await upgraded(root);
    expect(files.map((file) => file.path)).toEqual(expect.arrayContaining(['client.ts', 'server.ts']));
    expect(findings.map(({ messageId }) => messageId)).toEqual(['moved', 'moved']);
    const declared = files.find((file) => file.path === 'package.json')?.after.data ?? '';
    const told = nextSteps.map(({ text: step }) => step).join(' ');
    expect(declared + told).toContain('@modelcontextprotocol/server');
  });

  it('says where the tool is missing, before anything is written', async () => {
    const root = folder();
    lay(root, { 'package.json': manifest, 'client.ts': client });
    commitAll(root);
    await expect(upgraded(root)).rejects.toMatchObject({ next: expect.stringContaining('--fetch-codemod') as string });
  });

  it('needs no tool where nothing is on v1', async () => {
    const root = folder();
    lay(root, {
      'package.json': '{ "private": true }',
      'a.ts': "import { Client } from '@modelcontextprotocol/client';\n",
    });
    commitAll(root);
    expect(await upgraded(root)).toMatchObject({ files: [], findings: [], install: null });
  });
});
