// Small consumers in temporary folders: real files, real git.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files, by path. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'resession-cli-')));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** The same, committed. */
export function repositoryOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = folderOf(files);
  git(folder, 'init', '--quiet');
  git(folder, 'add', '--all', '--force');
  git(folder, 'commit', '--quiet', '--message', 'as it was');
  return folder;
}

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

/** Every path below the folder, `.git` included, with its kind, its rights and a hash of its content. */
export function fingerprint(folder: string): Readonly<Record<string, string>> {
  const entries: Record<string, string> = {};
  const visit = (relative: string): void => {
    for (const name of readdirSync(path.join(folder, relative)).sort()) {
      const at = path.join(relative, name);
      const stat = lstatSync(path.join(folder, at));
      const rights = (stat.mode & 0o7777).toString(8);
      if (stat.isDirectory()) {
        entries[at] = `folder ${rights}`;
        visit(at);
      } else if (stat.isSymbolicLink()) entries[at] = `link ${readlinkSync(path.join(folder, at))}`;
      else entries[at] = `file ${rights} ${hashOf(path.join(folder, at))}`;
    }
  };
  visit('');
  return entries;
}

/** The same without git's own files. */
export function tree(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fingerprint(folder)).filter(([name]) => !/^\.git(\/|$)/.test(name)));
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
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
