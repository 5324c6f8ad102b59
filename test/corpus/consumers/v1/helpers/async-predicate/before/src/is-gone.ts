import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export async function isGone(error: unknown): Promise<boolean> {
  return error instanceof StreamableHTTPError && error.code === 404;
}
