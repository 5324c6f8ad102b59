import { isSessionExpired } from '@resession/transport/v1';

export function isSessionDead(error: unknown): boolean {
  return isSessionExpired(error);
}
