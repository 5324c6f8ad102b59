import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export class Logbook {
  private constructor(private client: Client) {}

  static async open(url: string): Promise<Logbook> {
    const client = new Client({ name: 'logbook', version: '1.0.0' });
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    return new Logbook(client);
  }

  static with(client: Client): Logbook {
    return new Logbook(client);
  }

  async write(line: string): Promise<string> {
    try {
      await this.client.callTool({ name: 'echo', arguments: { line } });
      return 'written';
    } catch (e) {
      if (this.isClosed(e)) return `${e.code} session closed by server`;
      throw e;
    }
  }

  private isClosed(e: unknown): e is StreamableHTTPError & { code: 404 } {
    return e instanceof StreamableHTTPError && e.code === 404;
  }
}
