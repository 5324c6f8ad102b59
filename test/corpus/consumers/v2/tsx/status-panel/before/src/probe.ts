import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export async function probe(client: Client): Promise<unknown> {
  try {
    await client.listTools();
    return undefined;
  } catch (error) {
    return error;
  }
}

export async function connect(url: string): Promise<Client> {
  const client = new Client({ name: 'status-page', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}
