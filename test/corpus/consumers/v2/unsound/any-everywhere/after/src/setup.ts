import { Client } from '@modelcontextprotocol/client';
import { StreamableHTTPClientTransport } from '@resession/transport';
import { put } from './container.js';

export async function setup(url: string): Promise<void> {
  const client = new Client({ name: 'container', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  put('mcpClient', client);
}
