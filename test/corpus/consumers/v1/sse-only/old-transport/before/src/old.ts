import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';

export async function connect(url: string): Promise<Client> {
  const client = new Client({ name: 'old', version: '1.0.0' });
  await client.connect(new SSEClientTransport(new URL(url)));
  return client;
}

export async function list(client: Client): Promise<string> {
  try {
    await client.listTools();
    return 'listed';
  } catch (error) {
    if (error instanceof Error && error.message.includes('(HTTP 404)')) return 'reconnect';
    throw error;
  }
}
