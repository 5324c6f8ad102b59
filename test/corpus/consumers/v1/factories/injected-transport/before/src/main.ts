import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Courier } from './courier.js';

export function main(url: string): Courier {
  return new Courier(() => new StreamableHTTPClientTransport(new URL(url)));
}
