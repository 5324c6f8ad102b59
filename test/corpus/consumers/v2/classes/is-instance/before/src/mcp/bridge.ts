import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export class Bridge {
  client = new Client({ name: 'bridge', version: '1.0.0' });

  constructor(private readonly target: string) {}

  async open(): Promise<void> {
    this.client = new Client({ name: 'bridge', version: '1.0.0' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(this.target)));
  }
}
