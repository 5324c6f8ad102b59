import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export function expired(error: unknown): boolean {
  return error instanceof StreamableHTTPError && error.code === 404;
}
