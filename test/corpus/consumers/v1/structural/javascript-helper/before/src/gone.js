/**
 * The MCP session is gone.
 * @param {any} err
 */
export function isMcpSessionGone(err) {
  return !!err && err.code === 404;
}
