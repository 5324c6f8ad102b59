import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export interface Options {
  /** Network trouble counts too. */
  network?: boolean;
}

export function expired(error: unknown, { network = false }: Options = {}): boolean {
  return (
    (error instanceof StreamableHTTPError && error.code === 404) ||
    (network && error instanceof Error && error.message.includes('fetch failed'))
  );
}

export const transport = (url: URL) => new StreamableHTTPClientTransport(url);
