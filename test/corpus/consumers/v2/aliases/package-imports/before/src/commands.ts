import type { Client } from '@modelcontextprotocol/client';
import { isExpired } from '#mcp/is-expired';

export async function tools(client: Client): Promise<string> {
  try {
    return (await client.listTools()).tools.map(({ name }) => name).join(' ');
  } catch (e) {
    if (isExpired(e)) return 'reconnect';
    throw e;
  }
}

export async function prompts(client: Client): Promise<string> {
  try {
    return (await client.listPrompts()).prompts.map(({ name }) => name).join(' ');
  } catch (e) {
    if (isExpired(e)) return 'reconnect';
    throw e;
  }
}
