import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isLost } from './mcp/index.js';

export async function list(client: Client): Promise<string> {
  try {
    const { tools } = await client.listTools();
    return `${tools.length}`;
  } catch (e) {
    if (isLost(e)) return 'reconnect';
    throw e;
  }
}
