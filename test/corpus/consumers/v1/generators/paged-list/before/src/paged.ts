import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export async function connect(url: string): Promise<Client> {
  const client = new Client({ name: 'paged', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function* toolNames(first: Client, url: string): AsyncGenerator<string> {
  let client = first;
  let cursor: string | undefined;
  do {
    try {
      const page = await client.listTools({ cursor });
      for (const { name } of page.tools) yield name;
      cursor = page.nextCursor;
    } catch (error) {
      const isGone = error instanceof StreamableHTTPError && error.code === 404;
      if (!isGone || client !== first) throw error;
      yield 'start over';
      client = await connect(url);
      cursor = '';
    }
  } while (cursor !== undefined);
}
