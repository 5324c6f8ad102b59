import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export class Audit {
  private readonly transport: StreamableHTTPClientTransport;
  private readonly client = new Client({ name: 'audit', version: '8.0.0' });

  constructor(url: string) {
    this.transport = new StreamableHTTPClientTransport(new URL(url));
  }

  async open(): Promise<void> {
    await this.client.connect(this.transport);
  }

  async record(entry: string): Promise<string> {
    const sessionBefore = this.transport.sessionId;
    try {
      await this.client.callTool({ name: 'echo', arguments: { entry } });
      return 'recorded';
    } catch (e) {
      if (sessionBefore && e instanceof StreamableHTTPError && e.code === 404) {
        return `lost a session`;
      }
      throw e;
    }
  }
}
