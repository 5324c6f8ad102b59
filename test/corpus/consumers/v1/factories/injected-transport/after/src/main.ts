import { StreamableHTTPClientTransport } from '@resession/transport/v1';
import { Courier } from './courier.js';

export function main(url: string): Courier {
  return new Courier(() => new StreamableHTTPClientTransport(new URL(url)));
}
