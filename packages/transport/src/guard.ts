// What both entries put around their stock transport: the guarded fetch on the way in, the session and its views after.
import { type ExpiredError, type Get404, guardedFetch } from './guarded-fetch.ts';
import { releasableHandlers } from './released-handlers.ts';
import { type Fetch } from './sent-request.ts';
import { Session } from './session.ts';
import { checkInternals, checkStarted, stockFetch, type StockTransport } from './stock-internals.ts';

/** How the transport tells an expired session. */
export interface SessionExpiryOptions {
  /**
   * What 404 means in answer to a GET (SSE) that carried a session id. `confirm`, the default, asks with one `ping` POST,
   * because many servers have no GET route; `expired` follows the letter of the specification; `ignore` leaves it to POST.
   */
  readonly get404?: Get404 | undefined;
}

/** What a guard takes from the constructor of the stock transport. */
interface TransportOptions {
  readonly fetch?: Fetch | undefined;
  readonly sessionExpiry?: SessionExpiryOptions | undefined;
}

/** The parts that an entry calls at their moment. */
export interface Guard<O> {
  /** The options for the stock constructor. */
  readonly options: O & { fetch: Fetch };
  /** After the stock constructor. */
  attach(transport: StockTransport): void;
  /** The transport as `send` sees it. */
  forSend(): StockTransport;
  /** The transport as a stream or a DELETE sees it, bound to the session of now. */
  forSession(): StockTransport;
  start(stock: () => Promise<void>): Promise<void>;
  close(stock: () => Promise<void>): Promise<void>;
}

/**
 * Makes the guard of one transport.
 * @param range the supported SDK range, for the error of edge 14
 */
export function guard<O extends object>(
  endpoint: string | URL,
  given: O | undefined,
  range: string,
  expired: ExpiredError,
): Guard<O> {
  const chosen = (given ?? {}) as TransportOptions;
  let attached: { transport: StockTransport; session: Session; release: () => void } | undefined;
  const parts = (): NonNullable<typeof attached> => {
    if (attached === undefined) throw new Error('the transport is not constructed yet');
    return attached;
  };
  const fetch = guardedFetch({
    endpoint,
    session: () => parts().session,
    stockFetch: () => stockFetch(parts().transport),
    fetch: chosen.fetch,
    get404: chosen.sessionExpiry?.get404 ?? 'confirm',
    expired,
  });
  return {
    options: { ...(given as O), fetch },
    attach(transport) {
      checkInternals(transport, range);
      attached = { transport, session: new Session(transport), release: releasableHandlers(transport) };
    },
    forSend: () => parts().session.viewForSend(),
    forSession: () => parts().session.viewIn(),
    async start(stock) {
      const { session, transport } = parts();
      session.beforeStart();
      await stock();
      session.started(checkStarted(transport, range));
    },
    async close(stock) {
      try {
        await stock();
      } finally {
        parts().release();
      }
    },
  };
}
