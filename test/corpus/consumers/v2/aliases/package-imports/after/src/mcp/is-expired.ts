import { SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode } from '@resession/transport';

export function isExpired(error: unknown): boolean {
  return error instanceof SdkError && error.code === SdkErrorCode.ClientHttpSessionExpired;
}
