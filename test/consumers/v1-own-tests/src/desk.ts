import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionLost, saysSessionLost } from './session.js';

export type Tools = Pick<Client, 'callTool'>;

/** A connected client. */
export async function connectTo(url: string): Promise<Tools> {
  const client = new Client({ name: 'help-desk', version: '2.0.1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

/** Calls tools, and opens a new session where the old one is lost. */
export class Desk {
  #tools: Promise<Tools> | undefined;
  readonly #connect: () => Promise<Tools>;

  constructor(connect: () => Promise<Tools>) {
    this.#connect = connect;
  }

  async call(name: string): Promise<unknown> {
    const tools = await (this.#tools ??= this.#connect());
    try {
      return await tools.callTool({ name });
    } catch (error) {
      if (!isSessionLost(error) && !saysSessionLost(error)) throw error;
      this.#tools = this.#connect();
      return (await this.#tools).callTool({ name });
    }
  }
}
