import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const temporary = (error: unknown): boolean => {
  const text = String(error).toLowerCase();
  return (
    text.includes('econnrefused') ||
    text.includes('session not found') ||
    text.includes('session expired') ||
    text.includes('gateway timeout')
  );
};

export class Outbox {
  private client!: Client;

  constructor(private readonly url: string) {}

  async open(): Promise<void> {
    this.client = new Client({ name: 'outbox', version: '1.0.0' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(this.url)));
  }

  async send(text: string): Promise<string> {
    const post = () => this.client.callTool({ name: 'echo', arguments: { text } });
    try {
      await post();
      return 'sent';
    } catch (error) {
      if (!temporary(error)) throw error;
      await this.open();
      await post();
      return 'resent';
    }
  }
}
