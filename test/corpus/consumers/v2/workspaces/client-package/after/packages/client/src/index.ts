import { Client } from '@modelcontextprotocol/client';
import { StreamableHTTPClientTransport } from '@resession/transport';

export class CallFailed extends Error {
  constructor(tool: string, options: ErrorOptions) {
    super(`calling ${tool} failed`, options);
  }
}

export class ToolClient {
  constructor(private readonly client: Client) {}

  static async at(url: string): Promise<ToolClient> {
    const client = new Client({ name: 'acme-two', version: '1.0.0' });
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    return new ToolClient(client);
  }

  async call(tool: string): Promise<void> {
    try {
      await this.client.callTool({ name: tool });
    } catch (cause) {
      throw new CallFailed(tool, { cause });
    }
  }
}
