import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export async function connect(url: string): Promise<Client> {
  const client = new Client({ name: 'fan-out', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function fanOut(client: Client, tools: readonly string[]): Promise<string> {
  const results = await Promise.allSettled(tools.map((name) => client.callTool({ name })));
  const sessionDied = results.some(
    (result) =>
      result.status === 'rejected' && result.reason instanceof SdkHttpError && result.reason.status === 404,
  );
  if (sessionDied) return 'all anew';
  return results.every(({ status }) => status === 'fulfilled') ? 'all done' : 'some failed';
}
