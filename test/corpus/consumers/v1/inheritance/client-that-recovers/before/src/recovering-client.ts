import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export class RecoveringClient extends Client {
  #url: URL | undefined;

  async open(url: string): Promise<void> {
    this.#url = new URL(url);
    await this.connect(new StreamableHTTPClientTransport(this.#url));
  }

  override async callTool(...args: Parameters<Client['callTool']>): ReturnType<Client['callTool']> {
    try {
      return await super.callTool(...args);
    } catch (error) {
      if (this.#url && error instanceof StreamableHTTPError && error.code === 404) {
        await this.close();
        await this.connect(new StreamableHTTPClientTransport(this.#url));
        return super.callTool(...args);
      }
      throw error;
    }
  }
}

export const make = () => new RecoveringClient({ name: 'recovering', version: '1.0.0' });
