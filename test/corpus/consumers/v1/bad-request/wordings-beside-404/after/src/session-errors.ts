import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export function makeTransport(url: URL, token: string): StreamableHTTPClientTransport {
  return new StreamableHTTPClientTransport(url, {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  });
}

/** Some servers say 404, others (older ones) 400 with a text. */
export const isSessionError = (error: unknown): boolean =>
  (error instanceof StreamableHTTPError && isSessionExpired(error)) ||
  (error instanceof Error && error.message.includes('No valid session ID')) ||
  (error instanceof Error && error.message.includes('Server not initialized'));
