// Entry `@resession/transport/v1`: for SDK v1, `@modelcontextprotocol/sdk`.
import {
  StreamableHTTPClientTransport as StockTransport,
  type StreamableHTTPClientTransportOptions as StockOptions,
} from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { guard, type Guard, type SessionExpiryOptions } from './guard.ts';
import { SessionExpiredError } from './session-expired-error.ts';

export { type SessionExpiryOptions } from './guard.ts';
export { SdkErrorCode, SessionExpiredError } from './session-expired-error.ts';
export { isSessionExpired } from './session-expired.ts';
export { type SessionRecovery, type SessionRecoveryOptions, withSessionRecovery } from './session-recovery.ts';

/** The stock options, and what a 404 to a GET means. */
export type StreamableHTTPClientTransportOptions = StockOptions & {
  sessionExpiry?: SessionExpiryOptions | undefined;
};

const RANGE = '@modelcontextprotocol/sdk >=1.15.0 <2';

/**
 * The stock `StreamableHTTPClientTransport` that knows when its session has expired: HTTP 404 in answer to a request that
 * carried `Mcp-Session-Id` is thrown as `SessionExpiredError`, and the id is cleared. After a close it can be connected again.
 * @throws Error naming the supported range when the installed SDK release does not fit
 */
export class StreamableHTTPClientTransport extends StockTransport {
  readonly #guard: Guard<StreamableHTTPClientTransportOptions>;

  constructor(url: URL, opts?: StreamableHTTPClientTransportOptions) {
    const made = guard(url, opts, RANGE, (message, data) => new SessionExpiredError(message, data));
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

// Early releases have no `resumeStream`; callers who look for it must not find one.
if (!('resumeStream' in StockTransport.prototype)) {
  Reflect.deleteProperty(StreamableHTTPClientTransport.prototype, 'resumeStream');
}
