import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isReconnectable } from './reconnectable.js';

export async function connect(url: string): Promise<Client> {
  const client = new Client({ name: 'tools', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function execute(client: Client, name: string, again: () => Promise<string>): Promise<string> {
  try {
    await client.callTool({ name });
    return 'called';
  } catch (error) {
    if (isReconnectable(error)) return again();
    throw error;
  }
}
