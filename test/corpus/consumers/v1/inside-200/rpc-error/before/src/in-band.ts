import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpError } from '@modelcontextprotocol/sdk/types.js';

/** The proxy of our customer turns everything into 200. */
export function saysSessionGone(error: unknown): boolean {
  return error instanceof McpError && error.code === -32001 && error.message.includes('Session not found');
}

export async function ask(client: Client): Promise<string> {
  try {
    await client.callTool({ name: 'search' });
    return 'asked';
  } catch (error) {
    if (saysSessionGone(error)) return 'reconnect';
    throw error;
  }
}

export const transport = (url: URL) => new StreamableHTTPClientTransport(url);
