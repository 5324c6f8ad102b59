import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const isLost = (reason: unknown): boolean => reason instanceof StreamableHTTPError && reason.code === 404;

export async function first(clients: readonly Client[]): Promise<string> {
  try {
    await Promise.any(clients.map((client) => client.listTools()));
    return 'one answered';
  } catch (error) {
    if (error instanceof AggregateError && error.errors.every(isLost)) return 'all sessions lost';
    throw error;
  }
}

export const transport = (url: string) => new StreamableHTTPClientTransport(new URL(url));
