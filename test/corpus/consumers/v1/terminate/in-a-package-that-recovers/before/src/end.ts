import { StreamableHTTPError, type StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** Tells the server that nobody will come back; one that has forgotten us is fine, too. */
export async function end(transport: StreamableHTTPClientTransport | undefined): Promise<void> {
  try {
    await transport?.terminateSession();
  } catch (error) {
    if (error instanceof StreamableHTTPError && error.code === 404) return;
    throw error;
  } finally {
    await transport?.close();
  }
}
