import { SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode } from '@resession/transport';

export function isSessionLost(error: unknown): error is SdkHttpError {
  return SdkHttpError.isInstance(error) && error.code === SdkErrorCode.ClientHttpSessionExpired;
}

export function isRateLimited(error: unknown): boolean {
  return SdkHttpError.isInstance(error) && error.status === 429;
}
