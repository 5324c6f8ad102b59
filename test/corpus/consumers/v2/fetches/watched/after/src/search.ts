import { Client, SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export class Search {
  private readonly transport: StreamableHTTPClientTransport;
  private client = new Client({ name: 'search', version: '1.0.0' });

  constructor(url: string) {
    this.transport = new StreamableHTTPClientTransport(new URL(url));
  }

  async open(): Promise<void> {
    await this.client.connect(this.transport);
  }

  async run(): Promise<string> {
    try {
      await this.client.listTools();
      return 'listed';
    } catch (error) {
      if (error instanceof SdkHttpError && error.code === SdkErrorCode.ClientHttpSessionExpired) return 'again';
      throw error;
    }
  }
}
