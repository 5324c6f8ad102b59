import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export const start = (client: Client, url: string) => client.connect(new StreamableHTTPClientTransport(new URL(url)));

export function isMcpSessionExpired(error: unknown): boolean {
  return isSessionExpired(error);
}
