// The one place that knows TypeScript-private names of the stock transport. They are the same in client 2.0.0 to 2.4.0 and
// in sdk 1.15.1 to 1.32.2 (dist of each release read); `checkInternals` looks at them before anything leans on them.
import { type Fetch } from './sent-request.ts';

/** What both SDK generations call `StreamableHTTPClientTransport`, as far as this package uses it. */
export interface StockTransport {
  readonly sessionId?: string | undefined;
  readonly protocolVersion?: string | undefined;
  setProtocolVersion?(version: string): void;
  send(message: never, options?: never): Promise<void>;
}

/** Options of one SSE stream that the stock code hands from reconnection to reconnection. */
export interface StreamOptions {
  readonly onRequestStreamEnd?: (() => void) | undefined;
}

type Call = (this: unknown, ...args: unknown[]) => unknown;

interface Internals {
  _sessionId: string | undefined;
  _abortController: AbortController | undefined;
  _fetch: Fetch;
}

const METHODS = ['_startOrAuthSse', '_scheduleReconnection', '_handleSseStream'] as const;
const FIELDS = ['_sessionId', '_fetch'] as const;

const internalsOf = (transport: StockTransport): Internals => transport as unknown as Internals;

const moved = (name: string, range: string): Error =>
  new Error(
    `@resession/transport does not fit the installed MCP SDK: StreamableHTTPClientTransport has no "${name}". ` +
      `Supported: ${range}. Install a release in that range, or a newer @resession/transport.`,
  );

/**
 * Looks for every private name that this package uses.
 * @param range the supported SDK range, for the message
 * @throws Error naming the range when the installed release has no such member
 */
export function checkInternals(transport: StockTransport, range: string): void {
  const record = transport as unknown as Record<string, unknown>;
  for (const name of METHODS) if (typeof record[name] !== 'function') throw moved(name, range);
  for (const name of FIELDS) if (!(name in transport)) throw moved(name, range);
  if (typeof record['_fetch'] !== 'function') throw moved('fetch option', range);
}

/**
 * What can only be seen once the transport has started: v1 creates its abort controller in `start()`.
 * @throws Error naming the range when there is none
 */
export function checkStarted(transport: StockTransport, range: string): AbortController {
  const controller = internalsOf(transport)._abortController;
  if (controller?.signal === undefined) throw moved('_abortController', range);
  return controller;
}

/** Sets the session id that later requests carry. */
export function writeSessionId(transport: StockTransport, id: string | undefined): void {
  internalsOf(transport)._sessionId = id;
}

/** The stock type wants a string; `undefined` is the state before the first `initialize`. */
export function forgetProtocolVersion(transport: StockTransport): void {
  transport.setProtocolVersion?.(undefined as unknown as string);
}

/** Lets a closed transport start again: the stock `start()` refuses while the spent controller is there. */
export function forgetSpentController(transport: StockTransport): boolean {
  const internals = internalsOf(transport);
  if (internals._abortController?.signal.aborted !== true) return false;
  internals._abortController = undefined;
  return true;
}

/** The fetch that the stock code uses: the one it was given, below DPoP proofs and the redirect policy. */
export function stockFetch(transport: StockTransport): Fetch {
  return internalsOf(transport)._fetch;
}

/** How a view of the transport differs from the transport itself. */
export interface ViewRules {
  /** The id that the code behind the view sees. */
  sessionId(): string | undefined;
  controller(): AbortController | undefined;
  /** The stock code says that its session has ended. */
  sessionEnded(): void;
  /** False after the transport was started again: the handlers of now know nothing of this code's connection. */
  mayReport(): boolean;
  /** Asked before a stream is opened or its reconnection scheduled; false ends it quietly. */
  mayStream(): boolean;
  /** The view in which a stream that this code opens shall live. */
  streamView(body: unknown): StockTransport;
}

/**
 * The transport as one piece of stock code sees it, bound to the session it began in: reads of the session id and the abort
 * controller, and calls that open streams, go by `rules`; all else is the transport's own.
 */
export function viewOf(transport: StockTransport, rules: ViewRules): StockTransport {
  return new Proxy(transport, {
    get(target, key) {
      switch (key) {
        case '_sessionId':
          return rules.sessionId();
        case '_abortController':
          return rules.controller();
        case 'onerror':
          return rules.mayReport() ? Reflect.get(target, key, target) : undefined;
        case 'send':
        case '_handleSseStream':
        case '_startOrAuthSse':
        case '_scheduleReconnection':
          return boundToRules(target, key, Reflect.get(target, key, target) as Call, rules);
        default:
          return Reflect.get(target, key, target);
      }
    },
    set(target, key, value) {
      if (key !== '_sessionId') return Reflect.set(target, key, value, target);
      if (!value) rules.sessionEnded();
      return true;
    },
  });
}

function boundToRules(target: StockTransport, key: string, stock: Call, rules: ViewRules): Call {
  if (key === 'send') return (...args) => stock.apply(target, args);
  if (key === '_handleSseStream') return (...args) => stock.apply(rules.streamView(args[0]), args);
  return (...args) => {
    if (rules.mayStream()) return stock.apply(rules.streamView(undefined), args);
    (args[0] as StreamOptions | undefined)?.onRequestStreamEnd?.();
    return Promise.resolve();
  };
}
