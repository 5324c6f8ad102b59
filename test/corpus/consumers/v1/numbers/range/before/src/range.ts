import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export function between(e: unknown): boolean {
  if (!(e instanceof StreamableHTTPError) || e.code === undefined) return false;
  return e.code > 403 && e.code < 405;
}

export const transport = (url: string) => new StreamableHTTPClientTransport(new URL(url));
