import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { TracedTransport } from './traced-transport.js';

export interface Connection {
  client: Client;
  transport: TracedTransport;
}

export async function makeConnection(url: string): Promise<Connection> {
  const transport = new TracedTransport(new URL(url));
  const client = new Client({ name: 'traced', version: '0.5.0' });
  await client.connect(transport);
  return { client, transport };
}
