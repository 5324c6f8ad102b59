import { isSessionExpired } from '@resession/transport/v1';

/** The body of a refused POST is the tail of the SDK's message. */
export function isVendorSessionError(error: unknown): boolean {
  return isSessionExpired(error);
}
