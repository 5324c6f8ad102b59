import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

type Notes = Pick<Client, 'readResource'>;

export const hasExpired = (error: unknown): boolean => error instanceof StreamableHTTPError && error.code === 404;

export const transportTo = (url: string) => new StreamableHTTPClientTransport(new URL(url));

/** Reads a note; connects first, and once more when the session has expired meanwhile. */
export async function read(uri: string, connect: () => Promise<Notes>): Promise<unknown> {
  const notes = await connect();
  try {
    return await notes.readResource({ uri });
  } catch (error) {
    if (!hasExpired(error)) throw error;
    return (await connect()).readResource({ uri });
  }
}
