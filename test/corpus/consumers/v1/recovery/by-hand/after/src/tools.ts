import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export function toolsAt(url: string) {
  async function connect(): Promise<Client> {
    const client = new Client({ name: 'tools', version: '1.0.0' });
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    return client;
  }

  let client: Client | undefined;

  return async function call(name: string): Promise<unknown> {
    client ??= await connect();
    try {
      return await client.callTool({ name, arguments: {} });
    } catch (error) {
      if (!(error instanceof StreamableHTTPError && isSessionExpired(error))) throw error;
      client = await connect();
      return client.callTool({ name, arguments: {} });
    }
  };
}
