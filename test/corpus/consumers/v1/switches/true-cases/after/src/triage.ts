import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpError } from '@modelcontextprotocol/sdk/types.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export class Triage {
  readonly transport: StreamableHTTPClientTransport;

  constructor(url: string) {
    this.transport = new StreamableHTTPClientTransport(new URL(url));
  }

  of(error: unknown): 'restart' | 'retry' | 'report' {
    switch (true) {
      case error instanceof StreamableHTTPError && isSessionExpired(error):
        return 'restart';
      case error instanceof StreamableHTTPError && (error.code ?? 0) >= 500:
        return 'retry';
      case error instanceof McpError:
        return 'report';
      default:
        return 'report';
    }
  }
}
