import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export class MirroredClient {
  private client: Client | undefined;
  private address: string;

  constructor(
    main: string,
    private readonly mirror: string,
  ) {
    this.address = main;
  }

  private async connected(): Promise<Client> {
    if (this.client === undefined) {
      const client = new Client({ name: 'mirrored', version: '1.0.0' });
      await client.connect(new StreamableHTTPClientTransport(new URL(this.address)));
      this.client = client;
    }
    return this.client;
  }

  async call(name: string, again = true): Promise<string> {
    try {
      const client = await this.connected();
      await client.callTool({ name });
      return again ? 'called' : 'reconnected';
    } catch (error) {
      if (again && error instanceof StreamableHTTPError && error.code === 404) {
        this.client = undefined;
        this.address = this.mirror;
        return this.call(name, false);
      }
      throw error;
    }
  }
}
