import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired } from '@resession/transport/v1';

export function lost(error): boolean {
  return error instanceof StreamableHTTPError && isSessionExpired(error);
}
