import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export async function report(client: Client): Promise<string> {
  let status: number | undefined;
  try {
    await client.listTools();
    return 'fine';
  } catch (e) {
    if (e instanceof StreamableHTTPError && (status = e.code) === 404) return 'reconnect';
    if (status === undefined) throw e;
  }
  return `the server said ${status}`;
}

export const transport = (url: string) => new StreamableHTTPClientTransport(new URL(url));
