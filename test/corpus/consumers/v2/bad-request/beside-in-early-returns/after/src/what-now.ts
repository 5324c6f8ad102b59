import { SdkError, SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode } from '@resession/transport';

export function needsConnect(error: unknown): boolean {
  if (error instanceof SdkHttpError && error.code === SdkErrorCode.ClientHttpSessionExpired) return true;
  if (error instanceof SdkHttpError && error.status === 400) {
    return /session/i.test(error.message);
  }
  if (error instanceof SdkError && error.code === SdkErrorCode.ConnectionClosed) return true;
  return false;
}
