import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** The server does not know our session any more. */
export function isSessionLost(error: unknown): boolean {
  return error instanceof StreamableHTTPError && error.code === 404;
}

/** The same of errors that a tool has put into words of its own. */
export function saysSessionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === 404) || error.message.toLowerCase().includes('session not found');
}
