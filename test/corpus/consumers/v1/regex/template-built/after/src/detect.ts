import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

/** The code stands in the body of the 404, which the SDK puts into the message. */
export function sessionIsUnknown(error: unknown): boolean {
  return error instanceof Error && isSessionExpired(error);
}

export function makeTransport(url: string): StreamableHTTPClientTransport {
  return new StreamableHTTPClientTransport(new URL(url));
}
