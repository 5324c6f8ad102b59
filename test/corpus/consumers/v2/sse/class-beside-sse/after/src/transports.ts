import { SdkHttpError, SSEClientTransport } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export function transportFor(kind: 'sse' | 'http', url: URL) {
  return kind === 'sse' ? new SSEClientTransport(url) : new StreamableHTTPClientTransport(url);
}

export const sessionForgotten = (error: unknown): boolean => error instanceof SdkHttpError && error.code === SdkErrorCode.ClientHttpSessionExpired;
