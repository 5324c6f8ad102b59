import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { bus } from './bus.js';

export async function work(client: Client): Promise<void> {
  try {
    await client.callTool({ name: 'search' });
  } catch (error) {
    bus.emit('failure', error);
  }
}

export async function start(url: string): Promise<Client> {
  const client = new Client({ name: 'worker', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}
