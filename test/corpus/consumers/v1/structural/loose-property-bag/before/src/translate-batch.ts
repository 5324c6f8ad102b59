import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

interface LooseError {
  code?: number;
  status?: number;
  statusCode?: number;
}

export async function begin(url: string): Promise<Client> {
  const client = new Client({ name: 'batch', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function batch(client: Client, lines: string[]): Promise<string> {
  for (const line of lines) {
    try {
      await client.callTool({ name: 'echo', arguments: { line } });
    } catch (err) {
      const { code, status, statusCode } = err as LooseError;
      if ((statusCode ?? status ?? code) === 404) return 'again';
      throw err;
    }
  }
  return 'through';
}
