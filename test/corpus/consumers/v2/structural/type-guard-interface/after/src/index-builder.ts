import { Client, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

const isSessionGone = (error: unknown): boolean => error instanceof SdkError && error.code === SdkErrorCode.ClientHttpSessionExpired;

export class IndexBuilder {
  private client: Client | undefined;

  constructor(private readonly url: URL) {}

  async connect(): Promise<void> {
    this.client = new Client({ name: 'index-builder', version: '1.0.0' });
    await this.client.connect(new StreamableHTTPClientTransport(this.url));
  }

  async build(): Promise<string> {
    try {
      await this.client?.listResources();
      return 'built';
    } catch (error) {
      if (!isSessionGone(error)) throw error;
      await this.connect();
      await this.client?.listResources();
      return 'rebuilt';
    }
  }
}
