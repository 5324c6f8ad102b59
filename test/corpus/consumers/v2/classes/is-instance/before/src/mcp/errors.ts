import { SdkHttpError } from '@modelcontextprotocol/client';

export function isSessionLost(error: unknown): error is SdkHttpError {
  return SdkHttpError.isInstance(error) && error?.status === 404;
}

export function isRateLimited(error: unknown): boolean {
  return SdkHttpError.isInstance(error) && error.status === 429;
}
