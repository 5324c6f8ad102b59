import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@resession/transport/v1';
import { isMcpSessionGone } from './gone.js';

export class Player {
  constructor(url) {
    this.url = url;
  }

  async start() {
    this.client = new Client({ name: 'player', version: '1.0.0' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(this.url)));
  }

  async play(name) {
    try {
      await this.client.callTool({ name });
      return 'played';
    } catch (err) {
      if (!isMcpSessionGone(err)) throw err;
      await this.start();
      return 'started anew';
    }
  }
}
