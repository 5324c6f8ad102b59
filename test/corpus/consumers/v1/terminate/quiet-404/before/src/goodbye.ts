import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export async function goodbye(transport: StreamableHTTPClientTransport): Promise<string> {
  try {
    await transport.terminateSession();
    return 'ended';
  } catch (error) {
    if (error instanceof StreamableHTTPError && error.code === 404) return 'was gone already';
    throw error;
  } finally {
    await transport.close();
  }
}

export const hello = (url: URL) => new StreamableHTTPClientTransport(url);
