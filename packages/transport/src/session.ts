// Which session the transport is in. A life is the time from one change of the session id (or restart) to the next; what a
// request or stream belongs to is the life it began in, never what the transport says later.
import {
  forgetProtocolVersion,
  forgetSpentController,
  type StockTransport,
  viewOf,
  writeSessionId,
} from './stock-internals.ts';

/** One stretch of the transport's time with an unchanged session id. */
export interface Life {
  readonly id: string | undefined;
  /** Between an expired session and the next successful initialize. */
  readonly gap: boolean;
  readonly controller: AbortController | undefined;
}

/** Keeps the life the transport is in, and makes the views through which stock code runs. */
export class Session {
  readonly #transport: StockTransport;
  readonly #streams = new WeakMap<object, Life>();
  #life: Life;
  #sendView: { readonly begun: Life; readonly view: StockTransport } | undefined;

  constructor(transport: StockTransport) {
    this.#transport = transport;
    this.#life = { id: transport.sessionId, gap: false, controller: undefined };
  }

  /** The present life. Callers poke `_sessionId` in the wild; a poke begins a new life without a gap. */
  current(): Life {
    const id = this.#transport.sessionId;
    if (id !== this.#life.id) this.#life = { ...this.#life, id, gap: false };
    return this.#life;
  }

  /** A successful initialize answered with this id, or with none. */
  adopt(id: string | undefined): void {
    writeSessionId(this.#transport, id);
    this.#life = { ...this.#life, id, gap: false };
  }

  /** The server refused a request that carried `sent`. A later session is left alone. */
  expire(sent: string): void {
    if (this.current().id !== sent) return;
    this.#clear(true);
  }

  /** The session of `life` was terminated by the caller. */
  terminated(life: Life): void {
    if (life.id === undefined || this.current().id !== life.id) return;
    this.#clear(false);
  }

  #clear(gap: boolean): void {
    writeSessionId(this.#transport, undefined);
    forgetProtocolVersion(this.#transport);
    this.#life = { ...this.#life, id: undefined, gap };
  }

  /** Before the stock `start()`: a closed transport may start again, in a life of its own. */
  beforeStart(): void {
    if (!forgetSpentController(this.#transport)) return;
    this.#life = { ...this.current() };
    if (this.#life.id === undefined) forgetProtocolVersion(this.#transport);
  }

  /** After the stock `start()`. Streams opened before it had no controller and stay in their life. */
  started(controller: AbortController): void {
    this.#life = { ...this.current(), controller };
  }

  /** A stream whose request was sent in `life`; told before the stock code reads it. */
  noteStream(body: unknown, life: Life): void {
    if (typeof body === 'object' && body !== null) this.#streams.set(body, life);
  }

  /** For `send`: the live id, the streams bound to the life their request was sent in. Only `adopt` sets the id. */
  viewForSend(): StockTransport {
    const begun = this.current();
    if (this.#sendView?.begun !== begun) this.#sendView = { begun, view: this.#makeSendView(begun) };
    return this.#sendView.view;
  }

  #makeSendView(begun: Life): StockTransport {
    return viewOf(this.#transport, {
      sessionId: () => this.#transport.sessionId,
      controller: () => begun.controller ?? this.current().controller,
      sessionEnded: () => undefined,
      mayReport: () => this.#sameStart(begun),
      mayStream: () => true,
      streamView: (body) => this.viewIn(this.#lifeOf(body) ?? (this.#sameStart(begun) ? this.current() : begun)),
    });
  }

  /** For streams and DELETE: all of it in `life`. */
  viewIn(life: Life = this.current()): StockTransport {
    const view: StockTransport = viewOf(this.#transport, {
      sessionId: () => life.id,
      controller: () => life.controller,
      sessionEnded: () => this.terminated(life),
      mayReport: () => this.#sameStart(life),
      mayStream: () => this.current() === life,
      streamView: () => view,
    });
    return view;
  }

  #lifeOf(body: unknown): Life | undefined {
    return typeof body === 'object' && body !== null ? this.#streams.get(body) : undefined;
  }

  #sameStart(life: Life): boolean {
    return life.controller === this.current().controller;
  }
}
