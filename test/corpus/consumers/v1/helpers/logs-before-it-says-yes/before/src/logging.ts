import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const lines: string[] = [];

function isLost(error: unknown): boolean {
  if (error instanceof StreamableHTTPError && error.code === 404) {
    lines.push(`session lost (${error.code})`);
    return true;
  }
  return false;
}

export async function touch(client: Client): Promise<string> {
  try {
    await client.ping();
    return 'alive';
  } catch (error) {
    if (!isLost(error)) throw error;
    return `reconnect, logged: ${lines.join()}`;
  }
}

export const transport = (url: string) => new StreamableHTTPClientTransport(new URL(url));
