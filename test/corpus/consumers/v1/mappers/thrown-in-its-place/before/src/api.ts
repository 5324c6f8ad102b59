import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { SessionLost } from './errors.js';

export class Api {
  private client!: Client;

  async signIn(url: string): Promise<void> {
    this.client = new Client({ name: 'api', version: '1.0.0' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(url)));
  }

  tools(): Promise<number> {
    return this.translated(async () => (await this.client.listTools()).tools.length);
  }

  private async translated<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (e) {
      if (e instanceof StreamableHTTPError && e.code === 404) throw new SessionLost('sign in again', { cause: e });
      throw e;
    }
  }
}
