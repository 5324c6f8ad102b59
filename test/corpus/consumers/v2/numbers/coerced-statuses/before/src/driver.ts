import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { SETTINGS } from './settings.js';

const LOST = Number.parseInt(SETTINGS.sessionLostStatus, 10);

export async function drive(client: Client): Promise<string> {
  try {
    await client.getPrompt({ name: 'greet' });
    return 'driven';
  } catch (e) {
    if (e instanceof SdkHttpError && e.status === LOST) return 'recovered';
    throw e;
  }
}

export async function open(url: string): Promise<Client> {
  const client = new Client({ name: SETTINGS.name, version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}
