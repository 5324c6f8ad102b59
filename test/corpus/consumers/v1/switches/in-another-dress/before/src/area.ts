import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export type Area = 'session' | 'auth' | 'server' | 'elsewhere';

export const areaOf = (e: unknown): Area =>
  e instanceof StreamableHTTPError
    ? e.code === 404
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
