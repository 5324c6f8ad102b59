import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export type Next = 'continue' | 'login' | 'reconnect' | 'wait';

export async function next(client: Client, tool: string): Promise<Next> {
  try {
    await client.callTool({ name: tool });
    return 'continue';
  } catch (error) {
    if (!(error instanceof StreamableHTTPError)) throw error;
    switch (isSessionExpired(error) ? 'session-expired' : error.code) {
      case 401:
        return 'login';
      case 'session-expired':
        return 'reconnect';
      case 429:
        return 'wait';
      default:
        throw error;
    }
  }
}

export const transportOf = (url: string): StreamableHTTPClientTransport =>
  new StreamableHTTPClientTransport(new URL(url));
