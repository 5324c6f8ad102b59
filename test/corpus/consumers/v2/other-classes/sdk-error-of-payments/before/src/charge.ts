import { SdkError, SdkErrorCode } from '@payments/sdk';

export function mayRetryCharge(error: unknown): boolean {
  if (!(error instanceof SdkError)) return false;
  return error.code === SdkErrorCode.SessionExpired || error.code === SdkErrorCode.NotFound;
}
