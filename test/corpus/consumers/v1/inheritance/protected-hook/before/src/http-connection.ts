import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { BaseConnection } from './base-connection.js';

export class HttpConnection extends BaseConnection {
  constructor(private readonly url: string) {
    super();
  }

  protected override transport(): Transport {
    return new StreamableHTTPClientTransport(new URL(this.url));
  }

  protected override shouldRenew(error: unknown): boolean {
    return error instanceof StreamableHTTPError && error.code === 404;
  }
}
