// The built command on a workspace where constant, transport, check and request lie in files of their own, in two packages.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { fingerprint, repositoryOf } from '../cli/sample.ts';
import { type Finished, run } from './command.ts';

const bin = fileURLToPath(new URL('../../packages/cli/bin/migrate.js', import.meta.url));
const sdk = '@modelcontextprotocol/client';

const manifest = (name: string, dependencies: Readonly<Record<string, string>>): string =>
  `${JSON.stringify({ name, version: '1.0.0', private: true, type: 'module', exports: './src/index.ts', dependencies }, null, 2)}\n`;

const files = {
  'package.json': '{ "name": "root", "private": true, "workspaces": ["packages/*"] }\n',
  'packages/wire/package.json': manifest('@x/wire', { [sdk]: '^2.0.0' }),
  'packages/wire/src/index.ts': "export * from './status.js';\nexport * from './transport.js';\n",
  'packages/wire/src/status.ts': 'export const UNKNOWN_ID = 404;\n',
  'packages/wire/src/transport.ts': `import { StreamableHTTPClientTransport } from '${sdk}';

export const transportTo = (url: URL): StreamableHTTPClientTransport => new StreamableHTTPClientTransport(url);
`,
  'packages/app/package.json': manifest('@x/app', { [sdk]: '^2.0.0', '@x/wire': '1.0.0' }),
  'packages/app/src/is-gone.ts': `import { SdkHttpError } from '${sdk}';
import { UNKNOWN_ID } from '@x/wire';

export function isGone(error: unknown): boolean {
  return error instanceof SdkHttpError && error.status === UNKNOWN_ID;
}
`,
  'packages/app/src/index.ts': `import type { Client } from '${sdk}';
import { isGone } from './is-gone.js';

export async function tools(client: Client, again: () => Promise<unknown>): Promise<unknown> {
  try {
    return await client.listTools();
  } catch (error) {
    if (isGone(error)) return again();
    throw error;
  }
}
`,
};

describe('one command', () => {
  let folder: string;
  const migrate = (...args: readonly string[]): Promise<Finished> => run([process.execPath, bin, ...args], folder);
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

  beforeAll(() => {
    folder = repositoryOf(files);
  });

  it('explains the check before, with the way of the error through the files', async () => {
    const { code, stdout } = await migrate('explain', 'packages/app/src/is-gone.ts:5');
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /packages\/app\/src\/index\.ts:6 thrown by the request listTools .*packages\/app\/src\/index\.ts:8 handed to isGone .*packages\/app\/src\/is-gone\.ts:5 tested here/,
    );
    expect(stdout).toContain('verdict     fix');
    expect(code).toBe(0);
  });

  it('changes check and transport together, each in its package, and nothing else', async () => {
    const { code, stdout, stderr } = await migrate('--write', '--no-install');
    expect(code, `${stdout}\n${stderr}`).toBe(0);
    expect(read('packages/app/src/is-gone.ts')).toBe(`import { SdkHttpError } from '${sdk}';
import { SdkErrorCode } from '@resession/transport';

export function isGone(error: unknown): boolean {
  return error instanceof SdkHttpError && error.code === SdkErrorCode.ClientHttpSessionExpired;
}
`);
    expect(read('packages/wire/src/transport.ts')).toBe(
      files['packages/wire/src/transport.ts'].replace(sdk, '@resession/transport'),
    );
    for (const path of [
      'packages/wire/src/index.ts',
      'packages/wire/src/status.ts',
      'packages/app/src/index.ts',
    ] as const)
      expect(read(path)).toBe(files[path]);
    for (const name of ['app', 'wire'])
      expect(read(`packages/${name}/package.json`)).toMatch(/"@resession\/transport": "file:.*\.tar\.gz"/);
  });

  it('finds nothing to do in what it made', async () => {
    const before = fingerprint(join(folder, 'packages'));
    const { code, stdout } = await migrate('--write', '--no-install', '--allow-dirty');
    expect(stdout).toContain('Nothing to do.');
    expect(code).toBe(0);
    expect(fingerprint(join(folder, 'packages'))).toEqual(before);
  });

  it('explains afterwards that the check asks for the code already', async () => {
    const { code, stdout } = await migrate('explain', 'packages/app/src/is-gone.ts:5');
    expect(stdout).toContain('Nothing to explain on this line');
    expect(code).toBe(0);
  });
});
