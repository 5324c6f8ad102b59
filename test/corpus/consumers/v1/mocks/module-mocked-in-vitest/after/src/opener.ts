import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

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
      if (error instanceof StreamableHTTPError && isSessionExpired(error)) {
        await this.open(url);
        return 'opened again';
      }
      throw error;
    }
  }
}
