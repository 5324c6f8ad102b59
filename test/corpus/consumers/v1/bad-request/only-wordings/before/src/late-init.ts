import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const notInitialised = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('Server not initialized');

export async function lateInit(client: Client, init: () => Promise<void>): Promise<string> {
  try {
    await client.listTools();
    return 'listed';
  } catch (error) {
    if (!notInitialised(error)) throw error;
    await init();
    return 'initialised';
  }
}

export const transport = (url: URL) => new StreamableHTTPClientTransport(url);
