import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

function examine(error: unknown) {
  const http = error instanceof StreamableHTTPError;
  return {
    gone: http && error.code === 404,
    denied: http && (error.code === 401 || error.code === 403),
    slow: error instanceof Error && error.message.includes('timed out'),
  };
}

export async function tryTool(client: Client, name: string): Promise<string> {
  try {
    await client.callTool({ name });
    return 'fine';
  } catch (error) {
    const { gone, denied, slow } = examine(error);
    if (gone) return 'reconnect';
    if (denied || slow) return 'tell the user';
    throw error;
  }
}

export const connectWith = (client: Client, url: string) => client.connect(new StreamableHTTPClientTransport(new URL(url)));
