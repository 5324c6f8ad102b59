import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export async function guarded<T>(work: () => Promise<T>, recover: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && isSessionExpired(error)) return recover();
    throw error;
  }
}

export const search = (client: Client): Promise<string> =>
  guarded(
    () => client.callTool({ name: 'search' }).then(() => 'found'),
    async () => 'recovered',
  );

export const wire = (url: URL) => new StreamableHTTPClientTransport(url);
