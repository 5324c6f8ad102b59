import type { Client } from '@modelcontextprotocol/client';

/** What the log says of a failed call. */
function wordsFor(message: string): string {
  return message.includes('Session not found') ? 'session lost' : message;
}

export async function loggedPing(client: Client): Promise<void> {
  await client.ping().catch((error: Error) => {
    console.error(wordsFor(error.message));
  });
}
