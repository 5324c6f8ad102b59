import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export function lost(error): boolean {
  return error instanceof StreamableHTTPError && error.code === 404;
}
