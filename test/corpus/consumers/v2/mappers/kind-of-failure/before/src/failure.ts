import { SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export type FailureKind = 'session' | 'auth' | 'busy' | 'unknown';

export function kindOfFailure(error: unknown): FailureKind {
  if (!(error instanceof SdkHttpError)) return 'unknown';
  if (error.status === 401 || error.status === 403) return 'auth';
  if (error.status === 404) return 'session';
  if (error.status === 429 || error.status >= 500) return 'busy';
  return 'unknown';
}

export const openTransport = (url: URL) => new StreamableHTTPClientTransport(url);
