import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

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
      const sessionId = this.transport.sessionId;
      if (error instanceof StreamableHTTPError && error.code === 404 && sessionId !== undefined) {
        return 'lost';
      }
      throw error;
    }
  }
}
