import { SdkHttpError } from '@modelcontextprotocol/client';
import { isSessionExpired } from '@resession/transport';

/** Rethrows everything but a lost session. */
export function assertLost(error: unknown): asserts error is SdkHttpError {
  if (!SdkHttpError.isInstance(error) || !isSessionExpired(error)) {
    throw error;
  }
}
