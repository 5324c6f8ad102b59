import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@resession/transport/v1';
import { expired } from '../core/expired.js';

export async function dial(url: string): Promise<Client> {
  const client = new Client({ name: 'references', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function ask(client: Client): Promise<string> {
  try {
    await client.callTool({ name: 'search' });
    return 'asked';
  } catch (error) {
    return expired(error) ? 'reconnect' : Promise.reject(error);
  }
}
