import { StreamableHTTPClientTransport } from '@resession/transport/v1';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';

/** Counts what goes out. */
export class TracedTransport extends StreamableHTTPClientTransport {
  sent = 0;

  override async send(message: JSONRPCMessage | JSONRPCMessage[]): Promise<void> {
    this.sent += Array.isArray(message) ? message.length : 1;
    return super.send(message);
  }
}
