import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export const start = (client: Client, url: string) => client.connect(new StreamableHTTPClientTransport(new URL(url)));

export function isMcpSessionExpired(error: unknown): boolean {
  const e = error as { constructor?: { name?: string }; code?: unknown } | null;
  return e?.constructor?.name === 'StreamableHTTPError' && e.code === 404;
}
