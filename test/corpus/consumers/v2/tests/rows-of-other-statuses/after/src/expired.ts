import { SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export const isExpired = (reason: unknown): boolean => SdkHttpError.isInstance(reason) && reason.code === SdkErrorCode.ClientHttpSessionExpired;

export function transportTo(url: URL, fetch: typeof globalThis.fetch): StreamableHTTPClientTransport {
  return new StreamableHTTPClientTransport(url, { fetch });
}
