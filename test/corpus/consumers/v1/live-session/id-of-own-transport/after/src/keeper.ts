import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export class Keeper {
  private transport?: StreamableHTTPClientTransport;
  private client?: Client;

  constructor(private readonly url: URL) {}

  async renew(): Promise<void> {
    this.transport = new StreamableHTTPClientTransport(this.url);
    this.client = new Client({ name: 'keeper', version: '1.0.0' });
    await this.client.connect(this.transport);
  }

  async get(uri: string): Promise<string> {
    try {
      await this.client?.readResource({ uri });
      return 'read';
    } catch (err) {
      if (err instanceof StreamableHTTPError && isSessionExpired(err)) {
        await this.renew();
        return 'renewed';
      }
      throw err;
    }
  }
}
