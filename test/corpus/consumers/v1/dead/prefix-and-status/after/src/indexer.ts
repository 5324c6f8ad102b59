import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

function isForgotten(error: Error): boolean {
  return isSessionExpired(error);
}

export class Indexer {
  private client = new Client({ name: 'indexer', version: '6.5.0' });

  async connect(url: string): Promise<void> {
    this.client = new Client({ name: 'indexer', version: '6.5.0' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(url)));
  }

  async index(url: string): Promise<string> {
    try {
      await this.client.listResources();
      return 'indexed';
    } catch (error) {
      if (!(error instanceof Error) || !isForgotten(error)) throw error;
      await this.connect(url);
      await this.client.listResources();
      return 'indexed after reconnect';
    }
  }
}
