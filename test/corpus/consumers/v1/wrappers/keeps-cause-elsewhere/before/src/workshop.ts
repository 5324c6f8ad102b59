import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { use } from './toolbox.js';

export async function work(client: Client): Promise<string> {
  try {
    await use(client, 'search');
    return 'worked';
  } catch (e) {
    const text = e instanceof Error ? e.message : '';
    if (text.includes('Session not found') || text.includes('Session expired')) return 'reconnect';
    throw e;
  }
}
