import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export function isSessionError(error: unknown): boolean {
  const message = (error instanceof Error ? error.message : String(error)).toLowerCase();
  return message.includes('session') || message.includes('404');
}

export const transport = (url: string) => new StreamableHTTPClientTransport(new URL(url));
