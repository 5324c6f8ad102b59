import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const SESSION_NOT_FOUND = -32001;

function bodyCode(error: Error): number | undefined {
  const start = error.message.indexOf('{');
  if (start === -1) return undefined;
  try {
    const body = JSON.parse(error.message.slice(start)) as { error?: { code?: number } };
    return body.error?.code;
  } catch {
    return undefined;
  }
}

export async function guarded<T>(work: () => Promise<T>, recover: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && bodyCode(error) === SESSION_NOT_FOUND) return recover();
    throw error;
  }
}

export const search = (client: Client): Promise<string> =>
  guarded(
    () => client.callTool({ name: 'search' }).then(() => 'found'),
    async () => 'recovered',
  );

export const wire = (url: URL) => new StreamableHTTPClientTransport(url);
