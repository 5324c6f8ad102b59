import { EventEmitter } from 'node:events';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export class Supervisor extends EventEmitter {
  private stopping = false;

  async attach(client: Client, transport: StreamableHTTPClientTransport): Promise<void> {
    await client.connect(transport);
    this.observe(client);
  }

  static transportFor(url: string): StreamableHTTPClientTransport {
    return new StreamableHTTPClientTransport(new URL(url), {
      reconnectionOptions: {
        initialReconnectionDelay: 500,
        maxReconnectionDelay: 10_000,
        reconnectionDelayGrowFactor: 1.5,
        maxRetries: 3,
      },
    });
  }

  observe(client: Client): void {
    client.onerror = (error) => {
      const fromHttp = error instanceof StreamableHTTPError;
      const forgotten = fromHttp && error.code === 404;
      if (forgotten && !this.stopping) {
        this.emit('reconnect');
      } else {
        this.emit('problem', error);
      }
    };
  }

  stop(): void {
    this.stopping = true;
  }
}
