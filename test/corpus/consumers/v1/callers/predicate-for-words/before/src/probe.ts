import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isNotFound, isUnauthorized } from './statuses.js';

export async function open(url: string): Promise<Client> {
  const client = new Client({ name: 'probe', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function health(client: Client): Promise<string> {
  try {
    await client.ping();
    return 'healthy';
  } catch (error) {
    return isUnauthorized(error) ? 'denied' : isNotFound(error) ? 'missing' : 'failing';
  }
}
