import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { type CallToolResult, CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { createTransport } from './transport.js';

let connecting: Promise<Client> | undefined;

async function connect(endpoint: URL): Promise<Client> {
  const client = new Client({ name: 'ticket-desk', version: '1.4.0' });
  await client.connect(createTransport(endpoint));
  return client;
}

/** One client for the whole process: the handshake costs two round trips. */
function sharedClient(endpoint: URL): Promise<Client> {
  connecting ??= connect(endpoint).catch((error: unknown) => {
    connecting = undefined;
    throw error;
  });
  return connecting;
}

// The server says so in the body when it was restarted under us.
function isStaleSession(error: unknown): boolean {
  return (
    error instanceof StreamableHTTPError &&
    error.code === 404 &&
    /-32001|Session not found/.test(error.message)
  );
}

export async function callTool(endpoint: URL, name: string, args: Record<string, unknown>): Promise<CallToolResult> {
  const params = { name, arguments: args };
  const client = await sharedClient(endpoint);
  try {
    return await client.request({ method: 'tools/call', params }, CallToolResultSchema);
  } catch (error) {
    if (isStaleSession(error)) {
      connecting = undefined;
      await client.close();
      const fresh = await sharedClient(endpoint);
      return fresh.request({ method: 'tools/call', params }, CallToolResultSchema);
    }
    throw error;
  }
}

export async function disconnect(): Promise<void> {
  const client = await connecting?.catch(() => undefined);
  connecting = undefined;
  await client?.close();
}
