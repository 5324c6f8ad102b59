import { SdkHttpError } from '@modelcontextprotocol/client';

export interface Marked {
  sessionLost?: boolean;
}

export function mark(error: unknown): unknown {
  if (error instanceof Error) {
    Object.assign(error, { sessionLost: error instanceof SdkHttpError && error.status === 404 });
  }
  return error;
}
