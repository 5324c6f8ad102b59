import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired } from '@resession/transport/v1';

export function expired(error: unknown): boolean {
  return error instanceof StreamableHTTPError && isSessionExpired(error);
}
