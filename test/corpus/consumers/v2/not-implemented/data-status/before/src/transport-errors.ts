import { SdkError, SdkErrorCode, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

interface HttpData {
  status?: number;
  text?: string;
}

/** What the hosted server says after a deploy. */
export function sessionVanished(reason: unknown): boolean {
  return (
    reason instanceof SdkError &&
    reason.code === SdkErrorCode.ClientHttpNotImplemented &&
    (reason.data as HttpData | undefined)?.status === 404
  );
}

export function timedOut(reason: unknown): boolean {
  return reason instanceof SdkError && reason.code === SdkErrorCode.RequestTimeout;
}

export const transportTo = (url: string): StreamableHTTPClientTransport =>
  new StreamableHTTPClientTransport(new URL(url));
