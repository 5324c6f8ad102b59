import { Client } from '@modelcontextprotocol/client';
import { StreamableHTTPClientTransport } from '@resession/transport';

export async function open(url: string): Promise<Client> {
  const client = new Client({ name: 'stars', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}
