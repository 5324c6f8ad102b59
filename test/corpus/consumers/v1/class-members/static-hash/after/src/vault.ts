import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export class Vault {
  #client?: Client;

  static #lost(error: unknown): boolean {
    return isSessionExpired(error);
  }

  async unlock(url: string): Promise<void> {
    this.#client = new Client({ name: 'vault', version: '1.0.0' });
    await this.#client.connect(new StreamableHTTPClientTransport(new URL(url)));
  }

  async secret(url: string): Promise<string> {
    try {
      await this.#client?.getPrompt({ name: 'greet' });
      return 'read';
    } catch (error) {
      if (!Vault.#lost(error)) throw error;
      await this.unlock(url);
      return 'opened a new one';
    }
  }
}
