import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired } from '@resession/transport/v1';
import { type Connection, makeConnection } from './factory.js';

export class Service {
  connection: Connection | undefined;

  constructor(private readonly url: string) {}

  async up(): Promise<void> {
    this.connection = await makeConnection(this.url);
  }

  async status(): Promise<string> {
    try {
      await this.connection?.client.listTools();
      return `ok after ${this.connection?.transport.sent ?? 0}`;
    } catch (error) {
      if (error instanceof StreamableHTTPError && isSessionExpired(error)) {
        await this.up();
        return 'retrying';
      }
      throw error;
    }
  }
}
