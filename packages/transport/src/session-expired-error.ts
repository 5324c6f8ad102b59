// SDK v1 has number codes and no `data`: the class that says more, and still is what callers of v1 catch.
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { type RefusedGet, type RefusedPost } from './guarded-fetch.ts';
import { SESSION_EXPIRED } from './session-expired.ts';

/** The codes of this package for SDK v1, found in `error.sdkCode`. */
export const SdkErrorCode = { ClientHttpSessionExpired: SESSION_EXPIRED } as const;

/** One of the codes. */
export type SdkErrorCode = (typeof SdkErrorCode)[keyof typeof SdkErrorCode];

/** The MCP session has expired: the server refused a request that carried a session id, or one sent in the gap after. */
export class SessionExpiredError extends StreamableHTTPError {
  /** Always 404, also where the gap after an expired session was answered with 400: see `data.status`. */
  declare readonly code: 404;
  readonly sdkCode: typeof SESSION_EXPIRED = SESSION_EXPIRED;
  /** `{ status, text }` of a POST, `{ status, statusText }` of a GET. */
  readonly data: RefusedPost | RefusedGet;

  /** @param message without the prefix `Streamable HTTP error: ` that the stock class adds */
  constructor(message: string, data: RefusedPost | RefusedGet) {
    super(404, message);
    this.name = 'SessionExpiredError';
    this.data = data;
  }
}
