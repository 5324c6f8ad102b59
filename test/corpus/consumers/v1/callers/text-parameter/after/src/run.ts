import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export async function connect(url: string): Promise<Client> {
  const client = new Client({ name: 'runner', version: '0.1.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function run(client: Client): Promise<string> {
  try {
    await client.callTool({ name: 'search' });
    return 'ran';
  } catch (e) {
    if (isSessionExpired(e)) return 'reconnect';
    throw e;
  }
}
