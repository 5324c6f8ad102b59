import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const POST_FAILED = 'Error POSTing to endpoint';
const NOT_FOUND = '(HTTP 404)';

function isForgotten({ message }: Error): boolean {
  return message.startsWith(POST_FAILED) && message.includes(NOT_FOUND);
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
