import type { Client } from '@modelcontextprotocol/client';
import { sessionNotFound } from './lib/index.js';

export async function run(client: Client): Promise<string> {
  try {
    await client.callTool({ name: 'echo' });
    return 'ran';
  } catch (e) {
    if (sessionNotFound(e)) return 'reopen';
    throw e;
  }
}
