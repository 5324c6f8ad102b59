import { Client, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export async function nightly(client: Client, log: (text: string) => void): Promise<string> {
  try {
    const { tools } = await client.listTools();
    return `${tools.length} tools`;
  } catch (failure) {
    const { status = 0, message } = failure as { status?: number; message: string };
    log(message);
    if (failure instanceof SdkError && failure.code === SdkErrorCode.ClientHttpSessionExpired) return 'new session';
    if (status >= 500) return 'tomorrow';
    throw failure;
  }
}

export async function dial(url: string): Promise<Client> {
  const client = new Client({ name: 'nightly', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}
