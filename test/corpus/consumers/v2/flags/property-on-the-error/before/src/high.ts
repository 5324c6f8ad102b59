import type { Client } from '@modelcontextprotocol/client';
import { search } from './low.js';
import type { Marked } from './mark.js';

export async function high(client: Client, renew: () => Promise<void>): Promise<string> {
  try {
    return await search(client);
  } catch (error) {
    if ((error as Marked).sessionLost !== true) throw error;
    await renew();
    return 'renewed';
  }
}
