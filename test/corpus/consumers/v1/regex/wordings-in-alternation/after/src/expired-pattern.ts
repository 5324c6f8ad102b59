import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export function isExpiredSession(error: unknown): boolean {
  return error instanceof Error ? isSessionExpired(error) : false;
}

export async function closeQuietly(transport: StreamableHTTPClientTransport): Promise<void> {
  try {
    await transport.terminateSession();
  } finally {
    await transport.close();
  }
}

export const create = (url: URL) => new StreamableHTTPClientTransport(url);
