import { SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode } from '@resession/transport';

export interface Marked {
  sessionLost?: boolean;
}

export function mark(error: unknown): unknown {
  if (error instanceof Error) {
    Object.assign(error, { sessionLost: error instanceof SdkHttpError && error.code === SdkErrorCode.ClientHttpSessionExpired });
  }
  return error;
}
