import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

/** v1: "Error POSTing to endpoint (HTTP 404)", v2 before 2.1: "Session not found (HTTP 404)", and so on. */
const TRANSIENT = /^(?:Error POSTing to endpoint|Session not found)[^]*\b(?:404|5\d\d)\b|Session not found|Service Unavailable/;

export async function withRetry<T>(first: () => Promise<T>, second: () => Promise<T>): Promise<T> {
  try {
    return await first();
  } catch (error) {
    if (error instanceof Error && TRANSIENT.test(error.message)) return second();
    throw error;
  }
}

export async function list(client: Client): Promise<string> {
  return withRetry(
    async () => {
      await client.listTools();
      return 'first try';
    },
    async () => 'second try',
  );
}

export async function connect(url: string): Promise<Client> {
  const client = new Client({ name: 'retrying', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}
