import { Client } from '@modelcontextprotocol/client';
import { StreamableHTTPClientTransport } from '@resession/transport';
import { needsConnect } from './what-now.js';

export class Agent {
  constructor(private readonly client: Client) {}

  static async to(url: string): Promise<Agent> {
    const client = new Client({ name: 'agent', version: '1.0.0' });
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    return new Agent(client);
  }

  async act(): Promise<'acted' | 'connect'> {
    try {
      await this.client.callTool({ name: 'search' });
      return 'acted';
    } catch (error) {
      if (needsConnect(error)) return 'connect';
      throw error;
    }
  }
}
