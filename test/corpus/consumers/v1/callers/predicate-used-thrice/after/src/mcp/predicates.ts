import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired } from '@resession/transport/v1';

export const isLost = (reason: unknown): boolean =>
  reason instanceof StreamableHTTPError ? isSessionExpired(reason) : false;
