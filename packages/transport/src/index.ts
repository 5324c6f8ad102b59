// Entry `@resession/transport`: for SDK v2, `@modelcontextprotocol/client`.
import {
  SdkHttpError,
  StreamableHTTPClientTransport as StockTransport,
  type StreamableHTTPClientTransportOptions as StockOptions,
} from '@modelcontextprotocol/client';
import { guard, type Guard, type SessionExpiryOptions } from './guard.ts';
import { type ExpiredError } from './guarded-fetch.ts';
import { SdkErrorCode } from './sdk-error-code.ts';

export { type SessionExpiryOptions } from './guard.ts';
export { SdkErrorCode } from './sdk-error-code.ts';
export { isSessionExpired } from './session-expired.ts';
export { type SessionRecovery, type SessionRecoveryOptions, withSessionRecovery } from './session-recovery.ts';

/** The stock options, and what a 404 to a GET means. */
export type StreamableHTTPClientTransportOptions = StockOptions & {
  sessionExpiry?: SessionExpiryOptions | undefined;
};

const RANGE = '@modelcontextprotocol/client >=2.0.0 <3';

const expired: ExpiredError = (message, data) =>
  new SdkHttpError(SdkErrorCode.ClientHttpSessionExpired, message, { ...data });

/**
 * The stock `StreamableHTTPClientTransport` that knows when its session has expired: HTTP 404 in answer to a request that
 * carried `Mcp-Session-Id` is thrown as `SdkHttpError` with code `SdkErrorCode.ClientHttpSessionExpired`, and the id is
 * cleared. After a close it can be connected again.
 * @throws Error naming the supported range when the installed SDK release does not fit
 */
export class StreamableHTTPClientTransport extends StockTransport {
  readonly #guard: Guard<StreamableHTTPClientTransportOptions>;

  constructor(url: URL, opts?: StreamableHTTPClientTransportOptions) {
    const made = guard(url, opts, RANGE, expired);
    super(url, made.options);
    this.#guard = made;
    made.attach(this);
  }

  override start(): Promise<void> {
    return this.#guard.start(() => super.start());
  }

  override close(): Promise<void> {
    return this.#guard.close(() => super.close());
  }

  override send(...args: Parameters<StockTransport['send']>): Promise<void> {
    return super.send.apply(this.#guard.forSend(), args);
  }

  override terminateSession(): Promise<void> {
    return super.terminateSession.call(this.#guard.forSession());
  }

  override resumeStream(...args: Parameters<StockTransport['resumeStream']>): Promise<void> {
    return super.resumeStream.apply(this.#guard.forSession(), args);
  }
}
