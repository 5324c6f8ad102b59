import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const EXPIRED_SESSION = /session (?:not found|expired|has expired|terminated)|session is gone/i;

export function isExpiredSession(error: unknown): boolean {
  return error instanceof Error ? EXPIRED_SESSION.test(error.message) : false;
}

export async function closeQuietly(transport: StreamableHTTPClientTransport): Promise<void> {
  try {
    await transport.terminateSession();
  } finally {
    await transport.close();
  }
}

export const create = (url: URL) => new StreamableHTTPClientTransport(url);
