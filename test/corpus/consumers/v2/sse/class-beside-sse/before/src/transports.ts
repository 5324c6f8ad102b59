import { SdkHttpError, SSEClientTransport, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export function transportFor(kind: 'sse' | 'http', url: URL) {
  return kind === 'sse' ? new SSEClientTransport(url) : new StreamableHTTPClientTransport(url);
}

export const sessionForgotten = (error: unknown): boolean => error instanceof SdkHttpError && error.status === 404;
