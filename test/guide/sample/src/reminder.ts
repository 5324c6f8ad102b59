import type { Client } from '@modelcontextprotocol/client';
import { shouldReconnect } from './retry.js';

export async function remind(client: Client, reopen: () => Promise<void>): Promise<void> {
  try {
    await client.callTool({ name: 'remind' });
  } catch (error) {
    if (!shouldReconnect(error)) throw error;
    await reopen();
  }
}

/** The bookings speak JSON-RPC too, and have nothing to do with MCP. */
export async function book(send: () => Promise<void>, again: () => Promise<void>): Promise<void> {
  await send().catch((error: unknown) => (shouldReconnect(error) ? again() : Promise.reject(error)));
}
