import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { lost } from './lost.js';

const attempts: number = process.env.ATTEMPTS ?? '2';

export class Job {
  client;

  constructor(url) {
    this.url = url;
  }

  async open(): Promise<number> {
    this.client = new Client({ name: 'job' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(this.url)));
  }

  async run(name, left = attempts) {
    try {
      await this.client.callTool({ name });
      return left === attempts ? 'once' : 'again';
    } catch (error) {
      if (!lost(error) || left < 1) throw error;
      await this.open();
      return this.run(name, left - 1);
    }
  }
}
