import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export const connectWith = (client: Client, url: URL): Promise<void> =>
  client.connect(new StreamableHTTPClientTransport(url));

const rejected = (result: PromiseSettledResult<unknown>): result is PromiseRejectedResult => result.status === 'rejected';

export async function refreshAll(client: Client): Promise<string> {
  const results = await Promise.allSettled([client.listTools(), client.listPrompts(), client.listResources()]);
  const failure: unknown = results.find(rejected)?.reason;
  if (failure === undefined) return 'fresh';
  if (failure instanceof StreamableHTTPError && isSessionExpired(failure)) return 'reconnect';
  throw failure;
}
