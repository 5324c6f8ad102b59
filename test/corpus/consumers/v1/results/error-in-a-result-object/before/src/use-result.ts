import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { attempt } from './result.js';

export async function tools(client: Client): Promise<string> {
  const result = await attempt(() => client.listTools());
  if (result.ok) return `${result.value.tools.length} tools`;
  if (result.error instanceof StreamableHTTPError && result.error.code === 404) return 'renew';
  throw result.error;
}

export const transport = (url: URL) => new StreamableHTTPClientTransport(url);
