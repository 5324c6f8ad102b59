import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export function createTransport(endpoint: URL): StreamableHTTPClientTransport {
  return new StreamableHTTPClientTransport(endpoint, {
    requestInit: { headers: { 'x-client': 'ticket-desk' } },
  });
}
