import { SdkHttpError } from '@modelcontextprotocol/client';

export class RemoteProblem extends Error {
  static isSessionGone(error: unknown): boolean {
    return error instanceof SdkHttpError && error.status === 404;
  }

  static isServerDown(error: unknown): boolean {
    return error instanceof SdkHttpError && error.status >= 500;
  }
}
