import { SdkHttpError } from '@modelcontextprotocol/client';

/** Rethrows everything but a lost session. */
export function assertLost(error: unknown): asserts error is SdkHttpError {
  if (!SdkHttpError.isInstance(error) || error.status !== 404) {
    throw error;
  }
}
