import { Client, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

const notFoundInBody = (err) => err instanceof SdkError && err.code === SdkErrorCode.ClientHttpSessionExpired;

export async function open(url) {
  const client = new Client({ name: 'feed', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function next(client) {
  try {
    const { resources } = await client.listResources();
    return resources.length === 0 ? 'empty' : 'item';
  } catch (err) {
    if (notFoundInBody(err)) return 'reconnect';
    throw err;
  }
}
