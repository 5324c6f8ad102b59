const DEAD = 404;

/** Duck typing on purpose: two copies of the SDK end up in the bundle and instanceof fails. */
export function isDeadSession(e: unknown): boolean {
  return typeof e === 'object' && e !== null && 'code' in e && e.code === DEAD;
}
