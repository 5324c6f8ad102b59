import { setTimeout as sleep } from 'node:timers/promises';
import { type CallToolResult, Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export interface Policy {
  attempts: number;
  /** Milliseconds before the second attempt; doubles. */
  backoff: number;
}

export class Caller {
  private client: Client | undefined;

  constructor(
    private readonly url: URL,
    private readonly policy: Policy = { attempts: 3, backoff: 5 },
  ) {}

  async ready(): Promise<Client> {
    if (this.client) return this.client;
    const client = new Client({ name: 'caller', version: '3.0.0' });
    await client.connect(new StreamableHTTPClientTransport(this.url));
    this.client = client;
    return client;
  }

  async call(name: string): Promise<string> {
    let last: unknown;
    for (let attempt = 1; attempt <= this.policy.attempts; attempt++) {
      const client = await this.ready();
      try {
        const result = await client.callTool({ name });
        return `${textOf(result)} after ${attempt}`;
      } catch (error) {
        last = error;
        const lost = error instanceof SdkHttpError && error.status === 404;
        const busy = error instanceof SdkHttpError && error.status === 503;
        if (!lost && !busy) break;
        if (lost) this.client = undefined;
        await sleep(this.policy.backoff * 2 ** (attempt - 1));
      }
    }
    throw last;
  }
}

function textOf({ content }: CallToolResult): string {
  const [first] = content;
  return first?.type === 'text' ? first.text : '';
}
