import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export async function begin(url: string): Promise<Client> {
  const client = new Client({ name: 'batch', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function batch(client: Client, lines: string[]): Promise<string> {
  for (const line of lines) {
    try {
      await client.callTool({ name: 'echo', arguments: { line } });
    } catch (err) {
      if (isSessionExpired(err)) return 'again';
      throw err;
    }
  }
  return 'through';
}
