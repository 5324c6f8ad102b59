// Whole runs over small repositories whose SDK has the code itself: what is planned, written, said, and taken back.

import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { apply, nodeHost, plan, type Plan, undo } from '../../packages/engine/src/index.ts';
import { codemods } from '../../transforms/index.ts';
import { readTree } from '../e2e/tree.ts';
import { layStandIn, stockClient } from './stand-in.ts';

let sdks: string;

beforeAll(() => {
  sdks = folder('resession-sdks-');
  layStandIn(join(sdks, 'native'));
  cpSync(stockClient, join(sdks, 'stock'), { recursive: true });
});

afterAll(() => rmSync(sdks, { recursive: true, force: true }));

function folder(prefix: string): string {
  return realpathSync(mkdtempSync(join(tmpdir(), prefix)));
}

const vendored = 'vendor/resession-transport-0.1.0.tar.gz';
const entry = (up = './'): string => `"@resession/transport": "file:${up}${vendored}"`;
const manifest = (up?: string): string =>
  `{\n  "private": true,\n  "dependencies": {\n    "@modelcontextprotocol/client": "^2.4.0",\n    ${entry(up)}\n  }\n}\n`;
const bare = '{\n  "private": true,\n  "dependencies": {\n    "@modelcontextprotocol/client": "^2.4.0"\n  }\n}\n';

const transport = `import { StreamableHTTPClientTransport } from '@resession/transport';\n\nexport const make = (url: URL) => new StreamableHTTPClientTransport(url);\n`;
const native = transport.replace('@resession/transport', '@modelcontextprotocol/client');
const check = `import { type Client, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode } from '@resession/transport';
import { make } from './transport.js';

export async function list(client: Client) {
  try {
    return await client.listTools();
  } catch (error) {
    if (!(error instanceof SdkError && error.code === SdkErrorCode.ClientHttpSessionExpired)) throw error;
    await client.connect(make(new URL('https://example.com/mcp')));
    return client.listTools();
  }
}
`;
const guess = `import type { Client } from '@modelcontextprotocol/client';
import { make } from './transport.js';

export async function list(client: Client) {
  try {
    return await client.listTools();
  } catch (error) {
    if (!String(error).includes('Session not found')) throw error;
    await client.connect(make(new URL('https://example.com/mcp')));
    return client.listTools();
  }
}
`;

type Files = Readonly<Record<string, string>>;

interface Repository {
  readonly root: string;
  readonly run: (paths?: readonly string[]) => Promise<Plan>;
}

/** Lays the files and, below the folders given, the SDK of a kind. */
function repository(
  files: Files,
  installed: Readonly<Record<string, 'native' | 'stock'>> = { '': 'native' },
): Repository {
  const root = folder('resession-native-');
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const tarball = join(sdks, 'transport.tgz');
  const bytes = Buffer.from('the packed transport');
  writeFileSync(tarball, bytes);
  const packed = Object.values(files).some((text) => text.includes(vendored))
    ? { [vendored]: 'the packed transport' }
    : {};
  for (const [path, text] of Object.entries({ ...packed, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const [below, kind] of Object.entries(installed)) {
    const link = join(root, below, 'node_modules/@modelcontextprotocol/client');
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(sdks, kind), link, 'dir');
  }
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const run = (paths: readonly string[] = []): Promise<Plan> =>
    plan(
      {
        paths,
        cwd: root,
        rootOverride: root,
        only: null,
        ignore: [],
        checkStyle: 'code',
        transport: 'vendor',
        tarball: { path: tarball, version: '0.1.0', integrity },
        toolVersion: '0.1.0',
      },
      nodeHost,
      codemods,
    );
  return { root, run };
}

const after = ({ files }: Plan): Files =>
  Object.fromEntries(files.map(({ path, gone, after: { data } }) => [path, gone === true ? '(gone)' : data]));
const said = ({ findings }: Plan): readonly string[] =>
  findings.map(({ path, kind, codemod, messageId }) => `${path} ${kind} ${codemod} ${messageId}`);

describe('a package', () => {
  test('goes back whole; a second run finds nothing; undo brings all of it back', async () => {
    const { root, run } = repository({
      'package.json': manifest(),
      'src/transport.ts': transport,
      'src/session.ts': check,
      Dockerfile: 'FROM node:20\nCOPY vendor/ ./vendor/\nRUN npm ci\n',
    });
    const before = readTree(root);
    const first = await run();
    expect(after(first)).toEqual({
      'package.json': bare,
      'src/session.ts': check
        .replace('SdkError }', 'SdkError, SdkErrorCode }')
        .replace("import { SdkErrorCode } from '@resession/transport';\n", ''),
      'src/transport.ts': native,
      [vendored]: '(gone)',
    });
    expect(first.install?.argv.slice(0, 2)).toEqual(['npm', 'install']);
    expect(first.nextSteps.map(({ text }) => text)).toEqual([
      'Dockerfile:2 copies vendor/, and nothing is left in it: take that out.',
    ]);
    await apply(first, nodeHost);
    expect(existsSync(join(root, vendored))).toBe(false);
    const second = await run();
    expect(second.files).toEqual([]);
    expect(second.findings.filter(({ kind }) => kind !== 'skip')).toEqual([]);
    await undo(root, undefined, nodeHost);
    expect(readTree(root)).toEqual(before);
  });

  test('with a guess of its own: one run, one import, nothing of ours', async () => {
    const { run } = repository({ 'package.json': bare, 'src/transport.ts': native, 'src/session.ts': guess });
    const first = await run();
    expect(Object.keys(after(first))).toEqual(['src/session.ts']);
    expect(after(first)['src/session.ts']).toContain(
      '!(error instanceof SdkError && error.code === SdkErrorCode.ClientHttpSessionExpired)',
    );
    expect(after(first)['src/session.ts']).not.toContain('@resession');
    await apply(first, nodeHost);
    expect((await run()).files).toEqual([]);
  });

  test('half-way: a new guess, and a transport that is patched already', async () => {
    const { root, run } = repository({
      'package.json': manifest(),
      'src/transport.ts': transport,
      'src/session.ts': guess,
    });
    const first = await run();
    expect(Object.keys(after(first)).sort()).toEqual(['package.json', 'src/session.ts', 'src/transport.ts', vendored]);
    await apply(first, nodeHost);
    expect(readFileSync(join(root, 'src/transport.ts'), 'utf8')).toBe(native);
    expect((await run()).files).toEqual([]);
  });

  test('keeps the entry while anything is left that imports it', async () => {
    const guard =
      "import { isSessionExpired } from '@resession/transport';\n\nexport const isGone = (error: unknown) => isSessionExpired(error);\n";
    const { run } = repository({ 'package.json': manifest(), 'src/transport.ts': transport, 'src/gone.ts': guard });
    const first = await run();
    expect(Object.keys(after(first))).toEqual(['src/transport.ts']);
    expect(said(first)).toContain('src/gone.ts ask patched-to-native-transport guard');
  });

  test('keeps it where only a part of the package is of the run', async () => {
    const { root, run } = repository({
      'package.json': manifest(),
      'src/transport.ts': transport,
      'other/transport.ts': transport,
    });
    expect(Object.keys(after(await run([join(root, 'src')])))).toEqual(['src/transport.ts']);
  });

  test.each<[string, Files, string]>([
    [
      'a list of packages',
      { 'vite.config.ts': "export default { ssr: { external: ['@resession/transport'] } };\n" },
      'vite.config.ts names it',
    ],
    [
      'a file that is no source',
      { 'knip.json': '{ "ignoreDependencies": ["@resession/transport"] }\n' },
      'knip.json names it',
    ],
    [
      'the manifest itself',
      {
        'package.json': manifest().replace(
          '"private": true,',
          '"private": true,\n  "bundledDependencies": ["@resession/transport"],',
        ),
      },
      'package.json, in a way that is not ours to change, names it',
    ],
  ])('keeps it and says so where it is named in %s', async (_what, files, step) => {
    const { run } = repository({ 'package.json': manifest(), 'src/transport.ts': transport, ...files });
    const first = await run();
    expect(Object.keys(after(first))).toEqual(['src/transport.ts']);
    expect(first.nextSteps.map(({ text }) => text)).toEqual([expect.stringContaining(step)]);
  });

  test('does not mind comments, documents and lockfiles', async () => {
    const { run } = repository({
      'package.json': manifest(),
      'package-lock.json': '{ "packages": { "node_modules/@resession/transport": {} } }\n',
      'README.md': 'Was on @resession/transport.\n',
      'src/note.ts': '// Once of @resession/transport.\nexport const note = 1;\n',
      'src/transport.ts': transport,
    });
    expect(after(await run())['package.json']).toBe(bare);
  });

  test('that others install is asked', async () => {
    const named = manifest().replace('"private": true', '"name": "library",\n  "version": "1.0.0"');
    const { run } = repository({ 'package.json': named, 'src/transport.ts': transport, 'src/session.ts': check });
    const first = await run();
    expect(first.files).toEqual([]);
    expect(said(first)).toContain('src/transport.ts ask patched-to-native-transport swap');
  });

  test('with an option that only the patched transport knows keeps that', async () => {
    const optioned = transport.replace('(url);', "(url, { sessionExpiry: { get404: 'ignore' } });");
    const { run } = repository({ 'package.json': manifest(), 'src/transport.ts': optioned, 'src/session.ts': check });
    const first = await run();
    expect(Object.keys(after(first))).toEqual(['src/session.ts']);
    expect(said(first)).toContain('src/transport.ts skip patched-to-native-transport swap');
    expect(first.findings.find(({ path }) => path === 'src/transport.ts')?.reason).toContain(
      'src/transport.ts:3 names sessionExpiry',
    );
  });

  test('without an SDK installed is left alone', async () => {
    const { run } = repository(
      { 'package.json': manifest(), 'src/transport.ts': transport, 'src/session.ts': check },
      {},
    );
    const first = await run();
    expect(first.files.filter(({ kind }) => kind === 'source')).toEqual([]);
    expect(said(first).filter((line) => line.includes('patched-to-native'))).toEqual([]);
  });
});

describe('a workspace', () => {
  const files = {
    'package.json': '{ "private": true, "workspaces": ["packages/*"] }\n',
    'packages/new/package.json': manifest('../../'),
    'packages/new/src/transport.ts': transport,
    'packages/old/package.json': manifest('../../'),
    'packages/old/src/transport.ts': transport,
  };

  test('with two copies of the SDK: each package by its own', async () => {
    const checks = { 'packages/new/src/session.ts': check, 'packages/old/src/session.ts': check };
    const { run } = repository({ ...files, ...checks }, { '': 'native', 'packages/old': 'stock' });
    const first = await run();
    expect(Object.keys(after(first)).sort()).toEqual([
      'packages/new/package.json',
      'packages/new/src/session.ts',
      'packages/new/src/transport.ts',
    ]);
  });

  test('the packed file goes with the last package that names it', async () => {
    const { run } = repository(files);
    expect(after(await run())).toMatchObject({
      'packages/new/package.json': bare,
      'packages/old/package.json': bare,
      [vendored]: '(gone)',
    });
  });

  test('the packed file stays while an override wants it', async () => {
    const root = `{ "private": true, "workspaces": ["packages/*"], "overrides": { ${entry()} } }\n`;
    const { run } = repository({ ...files, 'package.json': root });
    const made = after(await run());
    expect(made['packages/new/package.json']).toBe(bare);
    expect(made[vendored]).toBeUndefined();
    const pnpm = repository({ ...files, 'pnpm-workspace.yaml': `packages: [packages/*]\noverrides: { ${entry()} }\n` });
    expect(after(await pnpm.run())[vendored]).toBeUndefined();
  });

  test('an entry at the root stays while a package below lives on it', async () => {
    const { run } = repository(
      {
        'package.json': manifest().replace('"private": true,', '"private": true,\n  "workspaces": ["packages/*"],'),
        'packages/new/package.json': bare,
        'packages/new/src/transport.ts': transport,
        'packages/old/package.json': bare,
        'packages/old/src/transport.ts': transport,
      },
      { '': 'native', 'packages/old': 'stock' },
    );
    expect(Object.keys(after(await run()))).not.toContain('package.json');
  });
});
