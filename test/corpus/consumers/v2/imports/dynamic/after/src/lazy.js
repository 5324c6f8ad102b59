import { SdkErrorCode } from '@resession/transport';

let sdk;

async function load() {
  sdk ??= await import('@modelcontextprotocol/client');
  return sdk;
}

export async function connect(url) {
  const { Client } = await import('@modelcontextprotocol/client');
  const { StreamableHTTPClientTransport } = await import('@resession/transport');
  const client = new Client({ name: 'lazy', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function probe(client) {
  const { SdkHttpError } = await load();
  try {
    await client.ping();
    return 'there';
  } catch (error) {
    if (error instanceof SdkHttpError && error.code === SdkErrorCode.ClientHttpSessionExpired) return 'lost';
    throw error;
  }
}
