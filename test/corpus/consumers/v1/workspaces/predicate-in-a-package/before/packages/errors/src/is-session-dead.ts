import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export function isSessionDead(error: unknown): boolean {
  if (error instanceof StreamableHTTPError) {
    return error.code === 404;
  }
  return false;
}
