import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@resession/transport/v1';
import { isRetryable } from './is-retryable.js';

export async function connectTo(url: string): Promise<Client> {
  const client = new Client({ name: 'caller', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function callOnce(client: Client, name: string): Promise<string> {
  try {
    await client.callTool({ name });
    return 'ok';
  } catch (err) {
    if (isRetryable(err)) return 'retry';
    throw err;
  }
}
