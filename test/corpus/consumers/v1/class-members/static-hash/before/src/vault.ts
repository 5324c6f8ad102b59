import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export class Vault {
  static readonly #LOST = new Set(['Session not found', 'Session has been terminated']);

  #client?: Client;

  static #lost(error: unknown): boolean {
    const text = String(error);
    for (const phrase of Vault.#LOST) {
      if (text.includes(phrase)) return true;
    }
    return false;
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
