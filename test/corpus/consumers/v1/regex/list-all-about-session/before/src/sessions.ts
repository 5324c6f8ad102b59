import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const LOST_SESSION = [/session not found/i, /session (has )?expired/i, /session is gone/i, /"code":\s*-3200[12]/];

function lost(e: unknown): boolean {
  const text = e instanceof Error ? e.message : '';
  return LOST_SESSION.some((re) => re.test(text));
}

export async function once(client: Client, again: () => Promise<string>): Promise<string> {
  return client.listTools().then(
    () => 'once',
    (e: unknown) => {
      if (lost(e)) return again();
      throw e;
    },
  );
}

export const newTransport = (url: string) => new StreamableHTTPClientTransport(new URL(url));
