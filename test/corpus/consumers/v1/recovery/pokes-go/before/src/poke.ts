import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

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
      if (!(error instanceof StreamableHTTPError && error.code === 404)) throw error;
      // keep the SDK from sending the dead id once more
      this.transport['_sessionId'] = undefined;
      await this.transport.terminateSession().catch(() => undefined);
      await this.init();
      await this.client.listTools();
      return 're-initialised';
    }
  }
}
