import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

function lost(e: unknown): boolean {
  return isSessionExpired(e);
}

export async function once(client: Client, again: () => Promise<string>): Promise<string> {
  return client.listTools().then(
    () => 'once',
    (e: unknown) => {
      if (lost(e)) return again();
      throw e;
    },
  );
}

export const newTransport = (url: string) => new StreamableHTTPClientTransport(new URL(url));
