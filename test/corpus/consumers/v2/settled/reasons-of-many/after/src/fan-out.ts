import { Client, SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export async function connect(url: string): Promise<Client> {
  const client = new Client({ name: 'fan-out', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function fanOut(client: Client, tools: readonly string[]): Promise<string> {
  const results = await Promise.allSettled(tools.map((name) => client.callTool({ name })));
  const sessionDied = results.some(
    (result) =>
      result.status === 'rejected' && result.reason instanceof SdkHttpError && result.reason.code === SdkErrorCode.ClientHttpSessionExpired,
  );
  if (sessionDied) return 'all anew';
  return results.every(({ status }) => status === 'fulfilled') ? 'all done' : 'some failed';
}
