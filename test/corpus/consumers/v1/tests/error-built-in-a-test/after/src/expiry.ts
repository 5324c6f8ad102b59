import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export function isSessionLost(error: unknown): boolean {
  return error instanceof StreamableHTTPError && isSessionExpired(error);
}

export const transportTo = (url: string) => new StreamableHTTPClientTransport(new URL(url));
