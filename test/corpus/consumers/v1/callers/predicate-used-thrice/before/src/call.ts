import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import * as mcp from './mcp/index.js';

export async function call(client: Client, name: string): Promise<string> {
  return client
    .callTool({ name })
    .then(() => 'called')
    .catch((e) => {
      if (!mcp.isLost(e)) throw e;
      return 'reconnect';
    });
}
