import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

function root(error: unknown): unknown {
  let current = error;
  while (current instanceof Error && current.cause !== undefined) current = current.cause;
  return current;
}

function isNoSession(error: unknown): boolean {
  const origin = root(error);
  return origin instanceof SdkHttpError && origin.status === 404;
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
