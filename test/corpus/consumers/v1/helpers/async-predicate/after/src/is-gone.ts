import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired } from '@resession/transport/v1';

export async function isGone(error: unknown): Promise<boolean> {
  return error instanceof StreamableHTTPError && isSessionExpired(error);
}
