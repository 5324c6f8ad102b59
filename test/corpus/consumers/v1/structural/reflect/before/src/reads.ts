import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

export const isSessionGone = (error: unknown): boolean => isObject(error) && Reflect.get(error, 'code') === 404;

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
