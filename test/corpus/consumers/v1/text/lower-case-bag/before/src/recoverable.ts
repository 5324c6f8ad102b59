import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

// Everything here was collected from production logs. Keep the comments, please.
export function shouldReconnect(error: unknown): boolean {
  const text = (error instanceof Error ? error.message : `${error}`).toLowerCase();
  return (
    // the server was redeployed
    text.includes('session not found') ||
    text.includes('session expired') ||
    // wifi
    text.includes('econnreset') ||
    text.includes('econnrefused') ||
    text.includes('socket hang up') ||
    text.includes('fetch failed') ||
    // the load balancer
    text.includes('service unavailable')
  );
}

export async function chat(client: Client, reconnect: () => Promise<Client>, line: string): Promise<string> {
  try {
    await client.callTool({ name: 'echo', arguments: { line } });
    return 'said';
  } catch (error) {
    if (!shouldReconnect(error)) throw error;
    await reconnect();
    return 'reconnect';
  }
}

export async function open(url: string): Promise<Client> {
  const client = new Client({ name: 'chat-bot', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}
