import { type Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export const isForgotten = (error: unknown): boolean => error instanceof SdkHttpError && error.status === 404;

export const transportTo = (url: URL) => new StreamableHTTPClientTransport(url);

export async function forecast(client: Pick<Client, 'callTool'>, restart: () => Promise<void>): Promise<string> {
  try {
    await client.callTool({ name: 'forecast' });
    return 'fine';
  } catch (error) {
    if (!isForgotten(error)) return 'unknown';
    await restart();
    return 'later';
  }
}
