import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export async function tryAddress(url: string): Promise<string> {
  const client = new Client({ name: 'wizard', version: '1.0.0' });
  try {
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  } catch (error) {
    if (error instanceof SdkHttpError && error.status === 404) return 'There is no MCP server at this address';
    if (error instanceof SdkHttpError && error.status === 401) return 'It wants you to log in';
    return 'It cannot be reached';
  }
  await client.close();
  return 'It works';
}
