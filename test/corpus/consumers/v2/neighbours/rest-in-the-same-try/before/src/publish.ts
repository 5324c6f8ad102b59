import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export interface Api {
  publish(document: string): Promise<void>;
}

export async function publish(client: Client, api: Api, document: string): Promise<string> {
  try {
    await client.callTool({ name: 'search', arguments: { document } });
    await api.publish(document);
    return 'published';
  } catch (error) {
    const { status } = error as { status?: number };
    if (status === 404) return 'start over';
    throw error;
  }
}

export async function open(url: string): Promise<Client> {
  const client = new Client({ name: 'publisher', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}
