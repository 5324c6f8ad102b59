import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export class LazyClient {
  private client: Client | undefined;

  constructor(private readonly url: string) {}

  private async connected(): Promise<Client> {
    if (this.client === undefined) {
      const client = new Client({ name: 'lazy', version: '1.0.0' });
      await client.connect(new StreamableHTTPClientTransport(new URL(this.url)));
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
      if (again && error instanceof StreamableHTTPError && isSessionExpired(error)) {
        this.client = undefined;
        return this.call(name, false);
      }
      throw error;
    }
  }
}
