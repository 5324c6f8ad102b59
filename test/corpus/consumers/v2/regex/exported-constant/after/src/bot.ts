import { Client, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';
import { QUOTA } from './patterns.js';

export class Bot {
  #client = new Client({ name: 'bot', version: '2.0.0' });

  constructor(private readonly url: string) {}

  async wake(): Promise<void> {
    this.#client = new Client({ name: 'bot', version: '2.0.0' });
    await this.#client.connect(new StreamableHTTPClientTransport(new URL(this.url)));
  }

  async answer(question: string): Promise<string> {
    try {
      await this.#client.callTool({ name: 'search', arguments: { question } });
      return 'answered';
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (QUOTA.test(message)) return 'ask me tomorrow';
      if (error instanceof SdkError && error.code === SdkErrorCode.ClientHttpSessionExpired) {
        await this.wake();
        return 'renewed';
      }
      throw error;
    }
  }
}
