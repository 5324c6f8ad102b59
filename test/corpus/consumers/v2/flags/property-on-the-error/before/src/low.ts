import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { mark } from './mark.js';

export const search = (client: Client): Promise<string> =>
  client.callTool({ name: 'search' }).then(
    () => 'found',
    (error: unknown) => {
      throw mark(error);
    },
  );

export async function open(url: string): Promise<Client> {
  const client = new Client({ name: 'marks', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}
