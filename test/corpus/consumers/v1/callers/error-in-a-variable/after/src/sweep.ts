import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export const transportFor = (url: string) => new StreamableHTTPClientTransport(new URL(url));

/** Reads every resource; goes on after failures and decides at the end. */
export async function sweep(client: Client, uris: readonly string[]): Promise<string> {
  let failure: unknown;
  let read = 0;
  for (const uri of uris) {
    try {
      await client.readResource({ uri });
      read += 1;
    } catch (error) {
      failure = error;
    }
  }
  if (failure instanceof StreamableHTTPError && isSessionExpired(failure)) return 'restart';
  return failure === undefined ? `read ${read}` : 'some failed';
}
