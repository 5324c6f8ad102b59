import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const WORDS = 'session not found'.split(' ');

const holdsAll = (text: string, words: string[]) => words.every((word) => text.includes(word));

const sessionNotFound = (error: unknown) =>
  error instanceof Error && holdsAll(error.message.toLowerCase(), WORDS);

export async function ask(client: Client, reopen: () => Promise<void>): Promise<'no' | 'yes'> {
  try {
    await client.listPrompts();
    return 'no';
  } catch (error) {
    if (!sessionNotFound(error)) throw error;
    await reopen();
    return 'yes';
  }
}

export function transportFor(url: URL, headers: Record<string, string>) {
  return new StreamableHTTPClientTransport(url, { requestInit: { headers } });
}
