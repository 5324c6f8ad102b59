import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpError } from '@modelcontextprotocol/sdk/types.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

enum Code {
  SessionNotFound = -32001,
  NotFound = 404,
}

export function sessionInvalidated(err: unknown): boolean {
  if (err instanceof StreamableHTTPError && isSessionExpired(err)) return true;
  return err instanceof McpError && err.code === Code.SessionNotFound;
}

export function open(url: string): StreamableHTTPClientTransport {
  return new StreamableHTTPClientTransport(new URL(url));
}
