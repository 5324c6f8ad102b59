import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

const REINIT_PATTERNS: readonly RegExp[] = [
  /session (?:not found|expired)/i,
  /unknown session/i,
  /ECONNRESET/,
];

export class Crawler {
  #client: Client | undefined;

  constructor(readonly url: string) {}

  async connect(): Promise<void> {
    const client = new Client({ name: 'crawler', version: '9.0.0' });
    await client.connect(new StreamableHTTPClientTransport(new URL(this.url)));
    this.#client = client;
  }

  async crawl(): Promise<string> {
    try {
      await this.#read('note://one');
      return 'crawled';
    } catch (cause) {
      if (needsReinit(cause)) {
        await this.connect();
        await this.#read('note://one');
        return 'crawled again';
      }
      throw cause;
    }
  }

  async #read(uri: string): Promise<void> {
    await this.#client?.readResource({ uri });
  }
}

function needsReinit(cause: unknown): boolean {
  const message = cause instanceof Error ? cause.message : String(cause);
  return isSessionExpired(cause) || REINIT_PATTERNS.some((pattern) => pattern.test(message));
}
