import { Client } from '@modelcontextprotocol/client';
import { StreamableHTTPClientTransport } from '@resession/transport';
import { assertLost } from './assert-lost.js';

export class Heart {
  private client!: Client;

  constructor(private readonly url: string) {}

  async start(): Promise<void> {
    this.client = new Client({ name: 'heart', version: '1.0.0' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(this.url)));
  }

  async beat(): Promise<string> {
    try {
      await this.client.ping();
      return 'alive';
    } catch (error) {
      assertLost(error);
      await this.start();
      return 'alive again';
    }
  }
}
