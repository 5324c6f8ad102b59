import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** Full text search through an MCP server. One connection for the life of the process. */
export class RemoteSearch {
  private client: Client | undefined;

  constructor(private readonly endpoint: string) {}

  async open(): Promise<Client> {
    const client = new Client({ name: 'remote-search', version: '0.3.1' });
    await client.connect(new StreamableHTTPClientTransport(new URL(this.endpoint)));
    this.client = client;
    return client;
  }

  async find(query: string): Promise<string> {
    const client = this.client ?? (await this.open());
    try {
      return await ask(client, query);
    } catch (err) {
      if (!isStaleSession(err)) throw err;
      // the server was restarted behind our back
      this.client = undefined;
      return ask(await this.open(), query);
    }
  }
}

async function ask(client: Client, query: string): Promise<string> {
  const result = await client.callTool({ name: 'search', arguments: { query } });
  const [first] = result.content as { type: string; text?: string }[];
  return first?.text ?? '';
}

function isStaleSession(err: unknown): boolean {
  return err instanceof StreamableHTTPError && err.code === 404;
}
