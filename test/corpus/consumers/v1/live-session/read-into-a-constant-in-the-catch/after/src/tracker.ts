import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export class Tracker {
  private readonly client = new Client({ name: 'tracker', version: '1.0.0' });
  private readonly transport: StreamableHTTPClientTransport;

  constructor(url: string) {
    this.transport = new StreamableHTTPClientTransport(new URL(url));
  }

  async start(): Promise<void> {
    await this.client.connect(this.transport);
  }

  async track(): Promise<'tracked' | 'lost'> {
    try {
      await this.client.callTool({ name: 'search' });
      return 'tracked';
    } catch (error) {
      if (error instanceof StreamableHTTPError && isSessionExpired(error)) {
        return 'lost';
      }
      throw error;
    }
  }
}
