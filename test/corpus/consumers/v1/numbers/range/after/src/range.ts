import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export function between(e: unknown): boolean {
  return isSessionExpired(e);
}

export const transport = (url: string) => new StreamableHTTPClientTransport(new URL(url));
