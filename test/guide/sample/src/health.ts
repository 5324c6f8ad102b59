import type { Client } from '@modelcontextprotocol/client';

/** Asks the server whether it is there, and has the session opened anew where that may help. */
export async function checkHealth(client: Client, reopen: () => Promise<void>): Promise<'up' | 'reopened'> {
  try {
    await client.ping();
    return 'up';
  } catch (error) {
    if (/404|5\d\d/.test(String(error))) {
      await reopen();
      return 'reopened';
    }
    throw error;
  }
}
