import type { StreamableHTTPClientTransport } from '@resession/transport/v1';

/** Tells the server that nobody will come back; one that has forgotten us is fine, too. */
export async function end(transport: StreamableHTTPClientTransport | undefined): Promise<void> {
  try {
    await transport?.terminateSession();
  } finally {
    await transport?.close();
  }
}
