import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

const sessionNotFound = (error: unknown) =>
  error instanceof Error && isSessionExpired(error);

export async function ask(client: Client, reopen: () => Promise<void>): Promise<'no' | 'yes'> {
  try {
    await client.listPrompts();
    return 'no';
  } catch (error) {
    if (!sessionNotFound(error)) throw error;
    await reopen();
    return 'yes';
  }
}

export function transportFor(url: URL, headers: Record<string, string>) {
  return new StreamableHTTPClientTransport(url, { requestInit: { headers } });
}
