import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

async function dial(url: string) {
  const client = new Client({ name: 'mcp-cli', version: '0.12.0' }, { capabilities: {} });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export class Shell {
  private constructor(private client: Client, private readonly url: string) {}

  static async start(url: string): Promise<Shell> {
    return new Shell(await dial(url), url);
  }

  async tools(): Promise<string> {
    try {
      return await this.names();
    } catch (error) {
      if (isSessionExpired(error)) {
        this.client = await dial(this.url);
        return `retried: ${await this.names()}`;
      }
      throw error;
    }
  }

  private async names(): Promise<string> {
    const { tools } = await this.client.listTools();
    return tools.map(({ name }) => name).join(', ');
  }
}
