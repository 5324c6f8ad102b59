import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export class Poker {
  transport: StreamableHTTPClientTransport;
  client: Client;

  constructor(private readonly url: string) {
    this.transport = new StreamableHTTPClientTransport(new URL(url));
    this.client = new Client({ name: 'poker', version: '1.0.0' });
  }

  async init(): Promise<void> {
    this.transport = new StreamableHTTPClientTransport(new URL(this.url));
    this.client = new Client({ name: 'poker', version: '1.0.0' });
    await this.client.connect(this.transport);
  }

  async list(): Promise<string> {
    try {
      await this.client.listTools();
      return 'listed';
    } catch (error) {
      if (!(error instanceof StreamableHTTPError && isSessionExpired(error))) throw error;
      await this.transport.terminateSession().catch(() => undefined);
      await this.init();
      await this.client.listTools();
      return 're-initialised';
    }
  }
}
