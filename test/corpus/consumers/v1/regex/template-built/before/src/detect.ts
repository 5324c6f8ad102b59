import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { SESSION_NOT_FOUND } from './codes.js';

const IN_BODY = new RegExp(`"code"\\s*:\\s*${SESSION_NOT_FOUND}\\b`);

/** The code stands in the body of the 404, which the SDK puts into the message. */
export function sessionIsUnknown(error: unknown): boolean {
  return error instanceof Error && IN_BODY.test(error.message);
}

export function makeTransport(url: string): StreamableHTTPClientTransport {
  return new StreamableHTTPClientTransport(new URL(url));
}
