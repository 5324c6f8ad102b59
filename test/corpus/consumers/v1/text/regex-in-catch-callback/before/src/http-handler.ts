import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

interface Reply {
  status: number;
  body: unknown;
}

export const handle = (client: Client, tool: string): Promise<Reply> =>
  client
    .callTool({ name: tool })
    .then(({ content }): Reply => ({ status: 200, body: content }))
    .catch(
      (error: Error): Reply =>
        /\bsession (not found|expired)\b/i.test(error.message)
          ? { status: 503, body: 'retry' }
          : { status: 502, body: error.message },
    );

export const upstream = (url: string) => new StreamableHTTPClientTransport(new URL(url));
