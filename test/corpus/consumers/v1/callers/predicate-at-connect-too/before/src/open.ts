import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isNotFound } from './not-found.js';

/** Streamable HTTP first, the old transport where the address knows nothing of it. */
export async function open(url: string): Promise<Client> {
  const client = new Client({ name: 'either', version: '1.0.0' });
  try {
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  } catch (e) {
    if (!isNotFound(e)) throw e;
    await client.connect(new SSEClientTransport(new URL(url)));
  }
  return client;
}
