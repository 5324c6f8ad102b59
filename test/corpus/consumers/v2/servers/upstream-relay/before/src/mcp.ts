import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export async function mcp(url: string): Promise<Client> {
  const client = new Client({ name: 'relay', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}
