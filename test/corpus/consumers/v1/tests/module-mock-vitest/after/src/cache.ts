import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export const isStale = (error: unknown): boolean => error instanceof StreamableHTTPError && isSessionExpired(error);

export const transportTo = (url: string): StreamableHTTPClientTransport => new StreamableHTTPClientTransport(new URL(url));

/** The names of the tools; asked again, over a new connection, when the session has gone stale. */
export async function toolNames(connect: () => Promise<Pick<Client, 'listTools'>>): Promise<string[]> {
  const ask = async (): Promise<string[]> => (await (await connect()).listTools()).tools.map(({ name }) => name);
  try {
    return await ask();
  } catch (error) {
    if (isStale(error)) return ask();
    throw error;
  }
}
