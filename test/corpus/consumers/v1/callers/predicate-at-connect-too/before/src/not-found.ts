import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export function isNotFound(e: unknown): boolean {
  return e instanceof StreamableHTTPError && e.code === 404;
}
