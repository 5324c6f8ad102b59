import { SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode } from '@resession/transport';

export class RemoteProblem extends Error {
  static isSessionGone(error: unknown): boolean {
    return error instanceof SdkHttpError && error.code === SdkErrorCode.ClientHttpSessionExpired;
  }

  static isServerDown(error: unknown): boolean {
    return error instanceof SdkHttpError && error.status >= 500;
  }
}
