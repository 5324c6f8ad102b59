import { SdkError, SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';

export function needsConnect(error: unknown): boolean {
  if (error instanceof SdkHttpError && error.status === 404) return true;
  if (error instanceof SdkHttpError && error.status === 400) {
    return /session/i.test(error.message);
  }
  if (error instanceof SdkError && error.code === SdkErrorCode.ConnectionClosed) return true;
  return false;
}
