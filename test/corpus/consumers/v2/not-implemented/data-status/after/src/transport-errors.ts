import { SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

/** What the hosted server says after a deploy. */
export function sessionVanished(reason: unknown): boolean {
  return (
    reason instanceof SdkError &&
    reason.code === SdkErrorCode.ClientHttpSessionExpired
  );
}

export function timedOut(reason: unknown): boolean {
  return reason instanceof SdkError && reason.code === SdkErrorCode.RequestTimeout;
}

export const transportTo = (url: string): StreamableHTTPClientTransport =>
  new StreamableHTTPClientTransport(new URL(url));
