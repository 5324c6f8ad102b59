import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export class Session {
  private client!: Client;

  constructor(private readonly url: string) {}

  async open(): Promise<void> {
    this.client = new Client({ name: 'aliased', version: '1.0.0' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(this.url)));
  }

  async touch(): Promise<string> {
    try {
      await this.client.ping();
      return 'alive';
    } catch (error) {
      if (this.isSessionGone(error)) {
        await this.open();
        return 'reopened';
      }
      throw error;
    }
  }

  private isSessionGone(error: unknown): boolean {
    return isSessionExpired(error);
  }
}
