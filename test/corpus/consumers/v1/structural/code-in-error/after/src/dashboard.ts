import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export class Dashboard {
  private client: Client | undefined;
  tools: string[] = [];

  constructor(private readonly url: string) {}

  async mount(): Promise<void> {
    this.client = new Client({ name: 'dashboard', version: '3.3.3' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(this.url)));
  }

  async refresh(): Promise<string> {
    try {
      await this.load();
      return 'loaded';
    } catch (e) {
      if (isSessionExpired(e)) {
        await this.mount();
        await this.load();
        return 'reloaded';
      }
      throw e;
    }
  }

  private async load(): Promise<void> {
    const listed = await this.client?.listTools();
    this.tools = (listed?.tools ?? []).map((tool) => tool.name);
  }
}
