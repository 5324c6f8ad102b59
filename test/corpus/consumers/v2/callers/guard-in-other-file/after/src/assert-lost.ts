import { SdkHttpError, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode } from '@resession/transport';

/** Rethrows everything but a lost session. */
export function assertLost(error: unknown): asserts error is SdkHttpError {
  if (!SdkHttpError.isInstance(error) || !(error instanceof SdkError && error.code === SdkErrorCode.ClientHttpSessionExpired)) {
    throw error;
  }
}
