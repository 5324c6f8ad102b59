import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export const isLost = (reason: unknown): boolean =>
  reason instanceof StreamableHTTPError ? reason.code === 404 : false;
