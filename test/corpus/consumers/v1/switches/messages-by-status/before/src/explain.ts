import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export async function open(url: string): Promise<Client> {
  const client = new Client({ name: 'panel', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

/** What the panel shows below the list of tools. */
export async function statusLine(client: Client): Promise<string> {
  try {
    const { tools } = await client.listTools();
    return `${tools.length} tools`;
  } catch (error) {
    switch (error instanceof StreamableHTTPError ? error.code : undefined) {
      case 401:
        return 'Sign in';
      case 404:
        return 'Not found: check the address';
      case 500:
        return 'The server failed';
      default:
        return 'Unavailable';
    }
  }
}
