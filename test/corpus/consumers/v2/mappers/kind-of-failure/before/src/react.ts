import type { Client } from '@modelcontextprotocol/client';
import { kindOfFailure } from './failure.js';

export async function act(client: Client, tool: string): Promise<string> {
  try {
    await client.callTool({ name: tool });
    return 'done';
  } catch (error) {
    switch (kindOfFailure(error)) {
      case 'session':
        return 'reconnecting';
      case 'auth':
        return 'please log in';
      case 'busy':
        return 'try later';
      case 'unknown':
        throw error;
    }
  }
}
