import { Client } from '@modelcontextprotocol/client';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport';

export class Loader {
  #client?: Client;

  constructor(private readonly server: string) {}

  async init() {
    const client = new Client({ name: 'vector-loader', version: '1.1.0' });
    await client.connect(new StreamableHTTPClientTransport(new URL(this.server)));
    this.#client = client;
  }

  async load(uri: string): Promise<string> {
    try {
      await this.#client?.readResource({ uri });
    } catch (error) {
      if (!isSessionExpired(error)) throw error;
      await this.init();
      await this.#client?.readResource({ uri });
    }
    return 'loaded';
  }
}
