import { Client } from '@modelcontextprotocol/client';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport';

function isNoSession(error: unknown): boolean {
  return isSessionExpired(error);
}

export class Scheduler {
  private client: Client | undefined;

  constructor(private readonly url: string) {}

  async establish(): Promise<void> {
    this.client = new Client({ name: 'scheduler', version: '1.0.0' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(this.url)));
  }

  async tick(): Promise<string> {
    try {
      await this.job();
      return 'ticked';
    } catch (error) {
      if (!isNoSession(error)) throw error;
      await this.establish();
      return 're-established';
    }
  }

  private async job(): Promise<void> {
    await this.client?.callTool({ name: 'search' }).catch((cause: unknown) => {
      throw new Error('job failed', { cause });
    });
  }
}
