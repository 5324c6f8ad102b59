import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export class Opener {
  client = new Client({ name: 'opener', version: '1.0.0' });

  async open(url: string): Promise<void> {
    this.client = new Client({ name: 'opener', version: '1.0.0' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(url)));
  }

  async ping(url: string): Promise<string> {
    try {
      await this.client.ping();
      return 'pong';
    } catch (error) {
      if (error instanceof StreamableHTTPError && error.code === 404) {
        await this.open(url);
        return 'opened again';
      }
      throw error;
    }
  }
}
