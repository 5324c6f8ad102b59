import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export async function oneShot(url: string, beforeCall: () => void): Promise<string> {
  const client = new Client({ name: 'one-shot', version: '1.0.0' });
  try {
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    beforeCall();
    await client.callTool({ name: 'search' });
    return 'done';
  } catch (error) {
    if (error instanceof StreamableHTTPError && error.code === 404) return 'retry';
    throw error;
  } finally {
    await client.close();
  }
}
