import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export type Area = 'session' | 'auth' | 'server' | 'elsewhere';

export const areaOf = (e: unknown): Area =>
  e instanceof StreamableHTTPError
    ? isSessionExpired(e)
      ? 'session'
      : e.code === 401
        ? 'auth'
        : (e.code ?? 0) >= 500
          ? 'server'
          : 'elsewhere'
    : 'elsewhere';

export function transportTo(url: string) {
  return new StreamableHTTPClientTransport(new URL(url));
}
