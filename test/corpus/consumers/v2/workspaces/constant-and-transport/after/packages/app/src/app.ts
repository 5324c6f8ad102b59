import { Status } from '@acme-three/protocol';
import { Client, SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

const expired = (error: unknown) => error instanceof SdkHttpError && error.code === SdkErrorCode.ClientHttpSessionExpired;
const slowDown = (error: unknown) => error instanceof SdkHttpError && error.status === Status.TooMany;

export async function open(url: string): Promise<Client> {
  const client = new Client({ name: 'acme-three', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function ask(client: Client): Promise<string> {
  try {
    await client.callTool({ name: 'search' });
    return 'asked';
  } catch (error) {
    if (expired(error)) return 'reconnect';
    if (slowDown(error)) return 'wait';
    throw error;
  }
}
