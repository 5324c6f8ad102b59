// A suite that mocks the patched transport is run before the way back and after it: what it sees is the same.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { apply, nodeHost, plan } from '../../packages/engine/src/index.ts';
import { codemods } from '../../transforms/index.ts';
import { run } from '../e2e/command.ts';
import { layStandIn } from './stand-in.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

const connect = `import { Client, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export async function connect(): Promise<string | undefined> {
  const transport = new StreamableHTTPClientTransport(new URL('http://127.0.0.1:1/mcp'));
  try {
    await new Client({ name: 'app', version: '1.0.0' }).connect(transport);
    return transport.sessionId;
  } catch (error) {
    if (error instanceof SdkError && error.code === SdkErrorCode.ClientHttpSessionExpired) return 'gone';
    throw error;
  }
}
`;

const head = `import { expect, test, vi } from 'vitest';\nimport { connect } from './connect.js';\n\n`;
const fake = "StreamableHTTPClientTransport: class { sessionId = 'fake'; start() { throw new Error('started'); } }";
const open = 'async (importOriginal) => ({ ...(await importOriginal<object>()), ';

const suites = {
  'alone.test.ts': `${head}vi.mock('@resession/transport', ${open}${fake} }));\n\ntest('it is the fake', () => expect(connect()).rejects.toThrow('started'));\n`,
  'beside.test.ts': `${head}vi.mock('@modelcontextprotocol/client', () => ({
  SdkError: class extends Error {},
  Client: class {
    async connect() {
      const { SdkError } = await import('@modelcontextprotocol/client');
      throw Object.assign(new SdkError(1 as never, ''), { code: 'CLIENT_HTTP_SESSION_EXPIRED' });
    }
  },
}));

vi.mock('@resession/transport', ${open}${fake} }));

test('the codes are real beside both fakes', async () => expect(await connect()).toBe('gone'));
`,
};

test('module mocks stand for the module that the code imports from', { timeout: 120_000 }, async () => {
  // Below node_modules, where the packages that the SDK imports are found.
  const root = mkdtempSync(join(repository, 'node_modules', '.native-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  layStandIn(join(root, 'node_modules/@modelcontextprotocol/client'));
  const dependencies = { '@modelcontextprotocol/client': '^2.4.0', '@resession/transport': '^0.1.0' };
  const files = {
    'package.json': JSON.stringify({ private: true, type: 'module', dependencies }),
    'vitest.config.ts': "export default { test: { include: ['src/*.test.ts'], exclude: [] } };\n",
    'src/connect.ts': connect,
    ...Object.fromEntries(Object.entries(suites).map(([name, text]) => [`src/${name}`, text])),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const vitest = ['npx', 'vitest', 'run', '--root', root, '--config', join(root, 'vitest.config.ts')];
  const before = await run(vitest, repository);
  expect(before.code, `${before.stdout}\n${before.stderr}`).toBe(0);

  const options = { paths: [], cwd: root, rootOverride: root, only: null, ignore: [], checkStyle: 'code' } as const;
  const made = await plan(
    { ...options, transport: 'registry', tarball: null, toolVersion: '0.1.0' },
    nodeHost,
    codemods,
  );
  await apply(made, nodeHost);
  for (const name of Object.keys(suites)) {
    expect(readFileSync(join(root, 'src', name), 'utf8')).not.toContain('@resession/transport');
  }
  const after = await run(vitest, repository);
  expect(after.code, `${after.stdout}\n${after.stderr}`).toBe(0);
  expect(after.stdout).toMatch(/Tests\s+2 passed/);
});
