import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isLost } from './mcp/index.js';

export const read = (client: Client): Promise<string> =>
  client.readResource({ uri: 'note://one' }).then(
    () => 'read',
    (e: unknown) => (isLost(e) ? 'reconnect' : Promise.reject(e)),
  );
