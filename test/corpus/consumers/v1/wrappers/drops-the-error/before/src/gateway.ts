import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { GatewayError } from './gateway-error.js';

export class Gateway {
  constructor(private readonly client: Client) {}

  static async to(url: string): Promise<Gateway> {
    const client = new Client({ name: 'gateway', version: '1.0.0' });
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    return new Gateway(client);
  }

  async call(tool: string): Promise<void> {
    try {
      await this.client.callTool({ name: tool });
    } catch (e) {
      throw new GatewayError(tool, e instanceof Error ? e.message : String(e));
    }
  }
}
