import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

type Recovery = (url: string) => Promise<string>;

const recoveries: Record<number, Recovery> = {
  401: async () => 'asked for a token',
  404: async (url) => {
    await connect(url);
    return 'reconnected';
  },
};

export async function connect(url: string): Promise<Client> {
  const client = new Client({ name: 'table', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function call(client: Client, url: string): Promise<string> {
  try {
    await client.listTools();
    return 'listed';
  } catch (error) {
    const recovery = error instanceof StreamableHTTPError ? recoveries[error.code ?? 0] : undefined;
    if (recovery === undefined) throw error;
    return recovery(url);
  }
}
