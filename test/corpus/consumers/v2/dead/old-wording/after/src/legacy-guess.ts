import type { Client } from '@modelcontextprotocol/client';
import { SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

const gone = (reason: unknown) =>
  reason instanceof Error && reason instanceof SdkError && reason.code === SdkErrorCode.ClientHttpSessionExpired;

export async function guess(client: Client): Promise<string> {
  try {
    await client.listPrompts();
    return 'listed';
  } catch (reason) {
    if (gone(reason)) return 'reconnect';
    throw reason;
  }
}

export function transport(url: string): StreamableHTTPClientTransport {
  return new StreamableHTTPClientTransport(new URL(url));
}
