import { SdkHttpError } from '@modelcontextprotocol/client';

export function isExpired(error: unknown): boolean {
  if (error instanceof SdkHttpError) return error.status === 404;
  return false;
}
