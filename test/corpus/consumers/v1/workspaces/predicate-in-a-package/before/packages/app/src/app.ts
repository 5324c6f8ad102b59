import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionDead } from '@acme-one/errors';
import { wire } from '@acme-one/wire';

export class App {
  private client: Client | undefined;

  async begin(url: string): Promise<void> {
    this.client = await wire(url);
  }

  async query(url: string): Promise<string> {
    try {
      await this.client?.listPrompts();
      return 'fine';
    } catch (error) {
      if (!isSessionDead(error)) throw error;
      await this.begin(url);
      return 'renewed';
    }
  }
}
