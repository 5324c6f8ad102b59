import { Client, SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';
import { SETTINGS } from './settings.js';

export async function drive(client: Client): Promise<string> {
  try {
    await client.getPrompt({ name: 'greet' });
    return 'driven';
  } catch (e) {
    if (e instanceof SdkHttpError && e.code === SdkErrorCode.ClientHttpSessionExpired) return 'recovered';
    throw e;
  }
}

export async function open(url: string): Promise<Client> {
  const client = new Client({ name: SETTINGS.name, version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}
