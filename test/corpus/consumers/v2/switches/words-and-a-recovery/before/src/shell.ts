import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export class Shell {
  private client: Client | undefined;

  constructor(private readonly url: string) {}

  async run(): Promise<string> {
    this.client ??= await this.open();
    try {
      await this.client.listTools();
      return 'listed';
    } catch (error) {
      switch (error instanceof SdkHttpError ? error.status : undefined) {
        case 401:
          return 'sign in first';
        case 404:
          this.client = undefined;
          return 'nothing there, ask once more';
        default:
          throw error;
      }
    }
  }

  private async open(): Promise<Client> {
    const client = new Client({ name: 'shell', version: '1.0.0' });
    await client.connect(new StreamableHTTPClientTransport(new URL(this.url)));
    return client;
  }
}
