import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export function isSessionError(error: unknown): boolean {
  const message = (error instanceof Error ? error.message : String(error)).toLowerCase();
  return message.includes('session') || isSessionExpired(error);
}

export const transport = (url: string) => new StreamableHTTPClientTransport(new URL(url));
