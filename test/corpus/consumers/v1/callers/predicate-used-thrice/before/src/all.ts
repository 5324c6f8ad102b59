import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { call } from './call.js';
import { list } from './list.js';
import { read } from './read.js';

export async function all(client: Client): Promise<string> {
  return `list: ${await list(client)}, read: ${await read(client)}, call: ${await call(client, 'echo')}`;
}

export { connect } from './mcp/index.js';
