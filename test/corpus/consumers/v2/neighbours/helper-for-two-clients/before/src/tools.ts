import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { documentOrGone } from './documents.js';
import { is404 } from './is-404.js';

export async function connect(url: string): Promise<Client> {
  const client = new Client({ name: 'two', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function tools(client: Client): Promise<string> {
  try {
    return `${(await client.listTools()).tools.length} tools`;
  } catch (error) {
    if (is404(error)) return 'reconnect';
    throw error;
  }
}

export const both = async (client: Client): Promise<string> =>
  `${await tools(client)}; document: ${await documentOrGone('x')}`;
