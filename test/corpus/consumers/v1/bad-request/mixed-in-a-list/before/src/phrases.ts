import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const PHRASES = ['No valid session ID', 'Server not initialized', 'Session not found'];

const sessionTrouble = (error: unknown): boolean => {
  const text = error instanceof Error ? error.message : '';
  return PHRASES.some((phrase) => text.includes(phrase));
};

export async function list(client: Client, again: () => Promise<void>): Promise<string> {
  try {
    await client.listTools();
    return 'listed';
  } catch (error) {
    if (!sessionTrouble(error)) throw error;
    await again();
    return 'again';
  }
}

export const transport = (url: string) => new StreamableHTTPClientTransport(new URL(url));
