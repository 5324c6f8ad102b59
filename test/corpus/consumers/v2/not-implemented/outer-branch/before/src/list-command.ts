import { Client, SdkError, SdkErrorCode, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export interface Io {
  out(line: string): void;
}

export async function connect(url: string): Promise<Client> {
  const client = new Client({ name: 'mcp-ls', version: '0.2.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

/** `mcp-ls`: lists the tools of a server. */
export async function list(client: Client, url: string, io: Io): Promise<Client> {
  try {
    const { tools } = await client.listTools();
    io.out(`listed ${tools.length}`);
    return client;
  } catch (error) {
    if (error instanceof SdkError && error.code === SdkErrorCode.ClientHttpNotImplemented) {
      const data = error.data as { status: number };
      if (data.status === 404) {
        const fresh = await connect(url);
        io.out('connected again');
        return list(fresh, url, io);
      } else {
        io.out(`the server answered HTTP ${data.status}`);
        return client;
      }
    }
    throw error;
  }
}
