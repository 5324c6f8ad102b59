import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export type Kind = 'http' | 'sse';

export async function connect(kind: Kind, url: string): Promise<Client> {
  const client = new Client({ name: 'either', version: '1.0.0' });
  const transport = kind === 'sse' ? new SSEClientTransport(new URL(url)) : new StreamableHTTPClientTransport(new URL(url));
  await client.connect(transport);
  return client;
}

export async function refresh(client: Client): Promise<string> {
  try {
    await client.listResources();
    return 'refreshed';
  } catch (error) {
    const text = String(error);
    if (text.includes('Session not found') || text.includes('ECONNREFUSED')) return 'reconnect';
    throw error;
  }
}
