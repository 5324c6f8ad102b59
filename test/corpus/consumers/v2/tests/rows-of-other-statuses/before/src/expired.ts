import { SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export const isExpired = (reason: unknown): boolean => SdkHttpError.isInstance(reason) && reason.status === 404;

export function transportTo(url: URL, fetch: typeof globalThis.fetch): StreamableHTTPClientTransport {
  return new StreamableHTTPClientTransport(url, { fetch });
}
