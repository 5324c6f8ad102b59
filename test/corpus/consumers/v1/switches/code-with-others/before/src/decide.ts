import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export type Next = 'continue' | 'login' | 'reconnect' | 'wait';

export async function next(client: Client, tool: string): Promise<Next> {
  try {
    await client.callTool({ name: tool });
    return 'continue';
  } catch (error) {
    if (!(error instanceof StreamableHTTPError)) throw error;
    switch (error.code) {
      case 401:
        return 'login';
      case 404:
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
