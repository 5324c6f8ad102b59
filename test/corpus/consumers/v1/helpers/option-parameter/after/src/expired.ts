import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export interface Options {
  /** Network trouble counts too. */
  network?: boolean;
}

export function expired(error: unknown, { network = false }: Options = {}): boolean {
  return (
    (error instanceof StreamableHTTPError && isSessionExpired(error)) ||
    (network && error instanceof Error && error.message.includes('fetch failed'))
  );
}

export const transport = (url: URL) => new StreamableHTTPClientTransport(url);
