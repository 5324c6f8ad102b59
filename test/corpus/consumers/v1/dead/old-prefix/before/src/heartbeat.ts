import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export class Heartbeat {
  private client!: Client;
  private nth = 0;

  constructor(private readonly url: string) {}

  async begin(): Promise<void> {
    this.nth++;
    this.client = new Client({ name: 'heartbeat', version: '0.1.0' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(this.url)));
  }

  async beat(): Promise<string> {
    try {
      await this.client.ping();
    } catch (err) {
      if (!this.isExpired(err as Error)) {
        throw err;
      }
      await this.begin();
      await this.client.ping();
    }
    return `pinged on session ${this.nth}`;
  }

  private isExpired(err: Error): boolean {
    return err.message.startsWith('Error POSTing to endpoint (HTTP 404)');
  }
}
