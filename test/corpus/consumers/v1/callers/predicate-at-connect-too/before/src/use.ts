import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isNotFound } from './not-found.js';

export async function use(client: Client): Promise<string> {
  try {
    await client.listTools();
    return 'used';
  } catch (e) {
    if (isNotFound(e)) return 'reconnect';
    throw e;
  }
}

export { open } from './open.js';
