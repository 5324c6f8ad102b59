import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@resession/transport/v1';
import { isGone } from './is-gone.js';

export async function use(client: Client): Promise<string> {
  try {
    await client.listPrompts();
    return 'used';
  } catch (error) {
    if (await isGone(error)) return 'anew';
    throw error;
  }
}

export async function open(url: string): Promise<Client> {
  const client = new Client({ name: 'async-predicate', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}
