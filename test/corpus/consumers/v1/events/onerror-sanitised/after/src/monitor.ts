import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';
import { scrub } from './scrub.js';

export function monitor(client: Client, restart: () => void, log: (line: string) => void): void {
  client.onerror = (raw) => {
    const error = scrub(raw);
    log(error.message);
    if (isSessionExpired(raw)) restart();
  };
}

export const transport = (url: string) => new StreamableHTTPClientTransport(new URL(url));
