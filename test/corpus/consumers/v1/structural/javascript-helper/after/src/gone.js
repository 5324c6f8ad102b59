import { isSessionExpired } from '@resession/transport/v1';

/**
 * The MCP session is gone.
 * @param {any} err
 */
export function isMcpSessionGone(err) {
  return isSessionExpired(err);
}
