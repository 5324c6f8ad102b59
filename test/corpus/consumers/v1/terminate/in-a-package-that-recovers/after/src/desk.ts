import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';
import { end } from './end.js';

export class Desk {
  private transport: StreamableHTTPClientTransport | undefined;
  private client: Client | undefined;

  constructor(private readonly url: string) {}

  async open(): Promise<Client> {
    this.transport = new StreamableHTTPClientTransport(new URL(this.url));
    this.client = new Client({ name: 'desk', version: '1.0.0' });
    await this.client.connect(this.transport);
    return this.client;
  }

  async search(): Promise<string> {
    const client = this.client ?? (await this.open());
    try {
      await client.callTool({ name: 'search', arguments: {} });
    } catch (error) {
      if (!(error instanceof StreamableHTTPError && isSessionExpired(error))) throw error;
      const dead = this.transport;
      await (await this.open()).callTool({ name: 'search', arguments: {} });
      await end(dead);
    }
    return 'found';
  }

  async leave(): Promise<string> {
    await end(this.transport);
    return 'ended';
  }
}
