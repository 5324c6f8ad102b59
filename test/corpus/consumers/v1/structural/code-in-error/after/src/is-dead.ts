import { isSessionExpired } from '@resession/transport/v1';

/** Duck typing on purpose: two copies of the SDK end up in the bundle and instanceof fails. */
export function isDeadSession(e: unknown): boolean {
  return isSessionExpired(e);
}
