import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { scrub } from './scrub.js';

const SESSION_LOST = /session not found/i;

export function monitor(client: Client, restart: () => void, log: (line: string) => void): void {
  client.onerror = (raw) => {
    const error = scrub(raw);
    log(error.message);
    if (SESSION_LOST.test(error.message)) restart();
  };
}

export const transport = (url: string) => new StreamableHTTPClientTransport(new URL(url));
