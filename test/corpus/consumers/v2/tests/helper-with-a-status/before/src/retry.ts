import { SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

/** Worth a new session. */
export function isSessionGone(error: unknown): boolean {
  if (!(error instanceof SdkHttpError)) return false;
  return error.status === 404;
}

export const open = (url: URL): StreamableHTTPClientTransport => new StreamableHTTPClientTransport(url);
