import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export async function open(url: URL): Promise<string> {
  const client = new Client({ name: 'fallback', version: '1.0.0' });
  try {
    await client.connect(new StreamableHTTPClientTransport(url));
    return 'streamable http';
  } catch (error) {
    if (!(error instanceof StreamableHTTPError) || error.code !== 404) throw error;
  }
  await client.connect(new SSEClientTransport(url));
  return 'sse';
}
