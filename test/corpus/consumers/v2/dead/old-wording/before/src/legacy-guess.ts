import type { Client } from '@modelcontextprotocol/client';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const gone = (reason: unknown) =>
  reason instanceof Error && reason.message.includes('Error POSTing to endpoint (HTTP 404)');

export async function guess(client: Client): Promise<string> {
  try {
    await client.listPrompts();
    return 'listed';
  } catch (reason) {
    if (gone(reason)) return 'reconnect';
    throw reason;
  }
}

export function transport(url: string): StreamableHTTPClientTransport {
  return new StreamableHTTPClientTransport(new URL(url));
}
