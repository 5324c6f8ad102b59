import { Client, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export async function dial(url) {
  const client = new Client({ name: 'cut', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function call(client, name) {
  try {
    await client.callTool({ name });
    return 'called';
  } catch (error) {
    if (error instanceof SdkError && error.code === SdkErrorCode.ClientHttpSessionExpired) return 'again';
    throw error;
  }
}
