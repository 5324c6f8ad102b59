import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export class Fetcher {
  private constructor(private readonly client: Client) {}

  static async create(url: string): Promise<Fetcher> {
    const client = new Client({ name: 'fetcher', version: '1.0.0' });
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    return new Fetcher(client);
  }

  static over(client: Client): Fetcher {
    return new Fetcher(client);
  }

  async fetch(uri: string): Promise<'once' | 'again'> {
    try {
      await this.client.readResource({ uri });
      return 'once';
    } catch (error) {
      if (this.needsNewSession(error)) return 'again';
      throw error;
    }
  }

  private needsNewSession(error: unknown): boolean {
    if (!SdkHttpError.isInstance(error)) return false;
    return (
      error.status === 404 ||
      (error.status === 400 &&
        (error.message.includes('No valid session ID') || error.message.includes('not initialized')))
    );
  }
}
