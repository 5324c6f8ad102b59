import { SdkError, SdkErrorCode } from '@modelcontextprotocol/client';

const TEMPORARY: ReadonlySet<string> = new Set([SdkErrorCode.RequestTimeout, SdkErrorCode.ConnectionClosed]);

export function backoff(error: unknown, attempt: number): number | undefined {
  if (!(error instanceof SdkError) || !TEMPORARY.has(error.code)) return undefined;
  return Math.min(30_000, 250 * 2 ** attempt);
}
