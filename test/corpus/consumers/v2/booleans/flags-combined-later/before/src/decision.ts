import { type Client, SdkError, SdkErrorCode, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export const connectTo = (client: Client, url: string) => client.connect(new StreamableHTTPClientTransport(new URL(url)));

export async function decide(client: Client, interactive: boolean): Promise<string> {
  try {
    await client.callTool({ name: 'search' });
    return 'nothing';
  } catch (error) {
    const isHttp = error instanceof SdkHttpError;
    const isTimeout = error instanceof SdkError && error.code === SdkErrorCode.RequestTimeout;
    const isMissing = isHttp && error.status === 404;
    const isDenied = isHttp && (error.status === 401 || error.status === 403);

    const reconnect = isMissing && interactive;
    const giveUp = !reconnect && !isDenied && !isTimeout;
    if (giveUp) throw error;
    return reconnect ? 'reconnect' : isDenied ? 'log in' : 'wait';
  }
}
