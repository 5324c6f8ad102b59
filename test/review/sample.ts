// A consumer with one site of each kind, and programs that stand in for a person's editor.

import { chmodSync } from 'node:fs';
import path from 'node:path';
import { folderOf, guess, manifest } from '../cli/sample.ts';

/** An ask (one test takes two things) and a fix. */
const retry = `import { type Client, SdkHttpError } from '@modelcontextprotocol/client';

export async function list(client: Client): Promise<unknown> {
  try {
    return await client.listTools();
  } catch (error) {
    if (error instanceof SdkHttpError && /404|5\\d\\d/.test(String(error.status))) return null;
    throw error;
  }
}

export async function ping(client: Client): Promise<boolean> {
  try {
    await client.ping();
    return true;
  } catch (error) {
    if (error instanceof SdkHttpError && error.status === 404) return false;
    throw error;
  }
}
`;

/** A todo: only the text of the error arrives. */
const told = `import type { Client } from '@modelcontextprotocol/client';

function isGone(text: string): boolean {
  return text.includes('Session not found');
}

export async function read(client: Client, uri: string): Promise<unknown> {
  try {
    return await client.readResource({ uri });
  } catch (error) {
    if (isGone((error as Error).message)) return null;
    throw error;
  }
}
`;

/** Five sites: a transport and a check, an ask and a check, a todo. */
export const consumer = {
  'package.json': manifest,
  'src/client.ts': guess,
  'src/retry.ts': retry,
  'src/told.ts': told,
};

/** An editor: a shell script that gets the file as its last argument, in `$file`. */
export function editor(script: string): string {
  const folder = folderOf({ pen: `#!/bin/sh\nfor file; do :; done\n${script}\n` });
  const program = path.join(folder, 'pen');
  chmodSync(program, 0o755);
  return program;
}
