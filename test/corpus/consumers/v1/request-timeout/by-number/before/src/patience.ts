import { McpError } from '@modelcontextprotocol/sdk/types.js';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';

const isSlow = (e: unknown): boolean => e instanceof McpError && e.code === -32001;

/** Gives a slow tool one more chance with twice the time. */
export async function patiently(client: Client, name: string, timeout = 60_000): Promise<string> {
  try {
    await client.callTool({ name }, undefined, { timeout });
    return 'in time';
  } catch (e) {
    if (isSlow(e)) return 'once more';
    throw e;
  }
}
