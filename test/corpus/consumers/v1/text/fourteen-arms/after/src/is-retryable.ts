import { isSessionExpired } from '@resession/transport/v1';

/** Decides whether the MCP call is worth another attempt. Add new phrases at the end. */
export function isRetryable(err: unknown): boolean {
  const m = String((err as Error)?.message ?? err).toLowerCase();
  return (
    m.includes('econnreset') ||
    m.includes('econnrefused') ||
    m.includes('epipe') ||
    m.includes('etimedout') ||
    m.includes('socket hang up') ||
    m.includes('network error') ||
    m.includes('fetch failed') ||
    m.includes('terminated') ||
    m.includes('too many requests') ||
    m.includes('service unavailable') ||
    m.includes('bad gateway') ||
    m.includes('no valid session id provided') ||
    isSessionExpired(err) ||
    m.includes('unknown session')
  );
}
