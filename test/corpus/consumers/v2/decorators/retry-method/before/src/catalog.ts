import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { renewing } from './renewing.js';

export class Catalog {
  renewed = -1;
  private client: Client | undefined;

  constructor(private readonly url: string) {}

  async renew(): Promise<void> {
    this.renewed += 1;
    this.client = new Client({ name: 'catalog', version: '1.0.0' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(this.url)));
  }

  @renewing
  async size(): Promise<string> {
    const listed = await this.client?.listTools();
    return `${listed?.tools.length ?? 0} tools`;
  }
}
