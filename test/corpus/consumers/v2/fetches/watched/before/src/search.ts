import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export class Search {
  private readonly transport: StreamableHTTPClientTransport;
  private client = new Client({ name: 'search', version: '1.0.0' });

  constructor(url: string) {
    this.transport = new StreamableHTTPClientTransport(new URL(url), {
      fetch: async (input, init) => {
        const session = new Headers(init?.headers).get('mcp-session-id');
        const response = await fetch(input, init);
        if (session !== null && response.status === 404) (this.transport as any)._sessionId = undefined;
        return response;
      },
    });
  }

  async open(): Promise<void> {
    await this.client.connect(this.transport);
  }

  async run(): Promise<string> {
    try {
      await this.client.listTools();
      return 'listed';
    } catch (error) {
      if (error instanceof SdkHttpError && error.status === 404) return 'again';
      throw error;
    }
  }
}
