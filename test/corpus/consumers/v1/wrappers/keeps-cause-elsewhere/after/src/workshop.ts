import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired } from '@resession/transport/v1';
import { use } from './toolbox.js';

export async function work(client: Client): Promise<string> {
  try {
    await use(client, 'search');
    return 'worked';
  } catch (e) {
    if (isSessionExpired(e)) return 'reconnect';
    throw e;
  }
}
