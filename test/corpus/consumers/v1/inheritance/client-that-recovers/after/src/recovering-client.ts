import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

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
      if (this.#url && error instanceof StreamableHTTPError && isSessionExpired(error)) {
        await this.close();
        await this.connect(new StreamableHTTPClientTransport(this.#url));
        return super.callTool(...args);
      }
      throw error;
    }
  }
}

export const make = () => new RecoveringClient({ name: 'recovering', version: '1.0.0' });
