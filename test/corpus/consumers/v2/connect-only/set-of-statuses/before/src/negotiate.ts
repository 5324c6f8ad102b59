import { Client, SdkHttpError, SSEClientTransport, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const SPEAKS_SSE = new Set([404, 405, 406, 415]);

const wantsSse = (error: unknown): boolean => error instanceof SdkHttpError && SPEAKS_SSE.has(error.status);

export async function negotiate(url: URL): Promise<'http' | 'sse'> {
  const client = new Client({ name: 'negotiate', version: '1.0.0' });
  try {
    await client.connect(new StreamableHTTPClientTransport(url));
    return 'http';
  } catch (error) {
    if (!wantsSse(error)) throw error;
    await client.connect(new SSEClientTransport(url));
    return 'sse';
  }
}
