import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** 410 is what our own gateway says when a tenant moved. */
const GONE = new Set<number | undefined>([404, 410]);

export function sessionGone(error: unknown): boolean {
  return error instanceof StreamableHTTPError && GONE.has(error.code);
}

export const newTransport = (url: URL) => new StreamableHTTPClientTransport(url);
