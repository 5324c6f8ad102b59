import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export async function deep(client: Client): Promise<string> {
  try {
    await client.listTools();
    return 'listed';
  } catch (error: unknown) {
    const data = (error as { data?: { status?: number } })?.data;
    if (data?.status === 404) return 'reconnect';
    throw error;
  }
}

export async function connect(url: string): Promise<Client> {
  const client = new Client({ name: 'deep', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}
