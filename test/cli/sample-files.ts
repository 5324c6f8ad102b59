// What small consumers hold, and git for them: for programs too that are no tests.

import { execFileSync } from 'node:child_process';

export function git(folder: string, ...args: readonly string[]): string {
  const who = [
    '-c',
    'user.name=A',
    '-c',
    'user.email=a@b.c',
    '-c',
    'core.autocrlf=false',
    '-c',
    'commit.gpgsign=false',
  ];
  return execFileSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' });
}

/** A v2 consumer with a guess that is certain, one file. */
export const guess = `import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export async function connect(url: URL): Promise<Client> {
  const client = new Client({ name: 'sample', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(url));
  return client;
}

export async function callOnce(client: Client, name: string): Promise<'done' | 'expired'> {
  try {
    await client.callTool({ name, arguments: {} });
    return 'done';
  } catch (error) {
    if (error instanceof SdkHttpError && error.status === 404) return 'expired';
    throw error;
  }
}
`;

export const manifest = `${JSON.stringify({ name: 'sample', private: true, type: 'module', dependencies: { '@modelcontextprotocol/client': '^2.0.0' } }, null, 2)}\n`;

/** What most tests start from. */
export const sample = { 'package.json': manifest, 'src/client.ts': guess };
