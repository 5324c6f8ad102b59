import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const sessionInvalid = (e: unknown): boolean => e instanceof Error && e.message.includes('-32001');

export class Poller {
  constructor(private readonly client: Client, private readonly reopen: () => Promise<Client>) {}

  static transport(url: string): StreamableHTTPClientTransport {
    return new StreamableHTTPClientTransport(new URL(url));
  }

  async poll(): Promise<string> {
    try {
      await this.client.readResource({ uri: 'note://one' });
      return 'same';
    } catch (e) {
      if (sessionInvalid(e)) {
        await this.reopen();
        return 'again';
      }
      throw e;
    }
  }
}
