import { Client, SdkError, SdkErrorCode } from '@modelcontextprotocol/client';
import { type Endpoint, openTransport } from './transport.js';

/** Keeps one connected client per endpoint and replaces it when the server has dropped the session. */
export class Session {
  #client: Promise<Client> | undefined;

  constructor(private readonly endpoint: Endpoint) {}

  async callTool(name: string, args: Record<string, unknown>) {
    const client = await this.#connected();
    try {
      return await client.callTool({ name, arguments: args });
    } catch (error) {
      if (!this.#isExpired(error)) throw error;
      await this.close();
      return (await this.#connected()).callTool({ name, arguments: args });
    }
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    await client?.close();
  }

  #connected(): Promise<Client> {
    this.#client ??= this.#connect();
    return this.#client;
  }

  async #connect(): Promise<Client> {
    try {
      const client = new Client({ name: 'travel-planner', version: '3.1.0' });
      await client.connect(openTransport(this.endpoint));
      return client;
    } catch (error) {
      this.#client = undefined;
      throw error;
    }
  }

  #isExpired(error: unknown): boolean {
    return (
      error instanceof SdkError &&
      error.code === SdkErrorCode.ClientHttpNotImplemented &&
      error.message.includes('-32001')
    );
  }
}
