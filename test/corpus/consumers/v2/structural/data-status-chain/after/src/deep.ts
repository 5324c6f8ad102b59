import { Client, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export async function deep(client: Client): Promise<string> {
  try {
    await client.listTools();
    return 'listed';
  } catch (error: unknown) {
    if (error instanceof SdkError && error.code === SdkErrorCode.ClientHttpSessionExpired) return 'reconnect';
    throw error;
  }
}

export async function connect(url: string): Promise<Client> {
  const client = new Client({ name: 'deep', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}
