import { SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

/** Worth a new session. */
export function isSessionGone(error: unknown): boolean {
  return error instanceof SdkError && error.code === SdkErrorCode.ClientHttpSessionExpired;
}

export const open = (url: URL): StreamableHTTPClientTransport => new StreamableHTTPClientTransport(url);
