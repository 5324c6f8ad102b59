// The one question callers ask, of either SDK generation's error.

/** The code of an expired session: `error.code` with SDK v2, `error.sdkCode` with SDK v1. */
export const SESSION_EXPIRED = 'CLIENT_HTTP_SESSION_EXPIRED';

/**
 * Whether an error says that the MCP session has expired: the server answered 404 to a request that carried a session id.
 *
 * Looks at the code, not the class, and along `cause`: it holds for both SDK generations, for duplicate copies of a package
 * and for errors wrapped by others. Not a type predicate: what it says no to keeps its type.
 * @param error anything that was caught
 */
export function isSessionExpired(error: unknown): boolean {
  return causes(error).some(saysExpired);
}

/** An error and its causes, outermost first; each once. */
export function causes(error: unknown): readonly object[] {
  const chain = new Set<object>();
  let at = error;
  while (typeof at === 'object' && at !== null && !chain.has(at)) {
    chain.add(at);
    at = (at as { cause?: unknown }).cause;
  }
  return [...chain];
}

/** Whether this very object carries the code. */
export function saysExpired(error: object): boolean {
  const { code, sdkCode } = error as { code?: unknown; sdkCode?: unknown };
  return code === SESSION_EXPIRED || sdkCode === SESSION_EXPIRED;
}
