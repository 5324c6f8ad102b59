import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import {
  StreamableHTTPError,
} from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export interface RetryOptions {
  attempts?: number;
  onRetry?: (attempt: number) => void;
}

export class ResilientClient {
  private current: Promise<Client> | null = null;

  constructor(private readonly url: URL) {}

  private get client(): Promise<Client> {
    this.current ??= this.dial();
    return this.current;
  }

  private async dial(): Promise<Client> {
    const c = new Client({ name: 'resilient', version: '1.4.0' });
    await c.connect(new StreamableHTTPClientTransport(this.url));
    return c;
  }

  warmUp(): Promise<Client> {
    return this.client;
  }

  async run<T>(job: (client: Client) => Promise<T>, { attempts = 2, onRetry }: RetryOptions = {}): Promise<T> {
    const client = await this.client;
    try {
      return await job(client);
    } catch (e) {
      if (!(e instanceof StreamableHTTPError) || !isSessionExpired(e) || attempts <= 1) throw e;
      onRetry?.(attempts - 1);
      this.current = null;
      return this.run(job, { attempts: attempts - 1, onRetry });
    }
  }
}
