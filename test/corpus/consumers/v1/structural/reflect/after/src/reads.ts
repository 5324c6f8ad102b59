import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export const isSessionGone = (error: unknown): boolean => isSessionExpired(error);

export async function list(client: Client): Promise<boolean> {
  try {
    await client.listTools();
    return false;
  } catch (error) {
    return isSessionGone(error);
  }
}

export async function open(url: string): Promise<Client> {
  const client = new Client({ name: 'reads', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}
