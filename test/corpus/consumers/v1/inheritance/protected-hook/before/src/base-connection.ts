import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

export abstract class BaseConnection {
  protected client: Client | undefined;
  protected connections = 0;

  protected abstract transport(): Transport;

  /** Whether a failed request deserves a new connection. */
  protected shouldRenew(_error: unknown): boolean {
    return false;
  }

  async open(): Promise<void> {
    this.connections += 1;
    this.client = new Client({ name: 'base', version: '1.0.0' });
    await this.client.connect(this.transport());
  }

  async touch(): Promise<string> {
    try {
      await this.client?.ping();
    } catch (error) {
      if (!this.shouldRenew(error)) throw error;
      await this.open();
    }
    return this.connections === 1 ? 'first connection' : 'second connection';
  }
}
