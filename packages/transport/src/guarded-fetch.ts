// The fetch that the stock transport is given: it sees the real headers of every request, which is the snapshot the rule
// decides on. HTTP 404 in answer to a request that carried Mcp-Session-Id means that this session is gone (MCP specification
// 2025-03-26 to 2025-11-25, Streamable HTTP, Session Management).
import { boundedText } from './bounded-text.ts';
import { cancelBody, pingBody, sessionAnswers } from './confirm-session.ts';
import { type Fetch, isSessionless, readRequest, type SentRequest } from './sent-request.ts';
import { type Life, type Session } from './session.ts';

/** A server that redirects every request to an address of its own must not fill the memory. */
const MAX_REDIRECT_TARGETS = 100;

/** What a refused POST is reported with; `text` is `undefined` where the response could not give one. */
export interface RefusedPost {
  readonly status: number;
  readonly text: string | null | undefined;
}

/** What a refused GET is reported with. */
export interface RefusedGet {
  readonly status: number;
  readonly statusText: string;
}

/** Makes the error of one SDK generation. */
export type ExpiredError = (message: string, data: RefusedPost | RefusedGet) => Error;

/** What a GET that answers 404 means: ask with a ping, expired at once, or nothing. */
export type Get404 = 'confirm' | 'expired' | 'ignore';

/** What the guard needs to know of its transport. */
export interface GuardOptions {
  readonly endpoint: string | URL;
  readonly session: () => Session;
  /** The fetch of the stock transport, for the ping. */
  readonly stockFetch: () => Fetch;
  readonly fetch: Fetch | undefined;
  readonly get404: Get404;
  readonly expired: ExpiredError;
}

// What each guarded fetch was made of. Consumers hand the private `_fetch` of one transport to the next; its guard would
// decide by the session of a transport that is gone.
const bases = new WeakMap<Fetch, Fetch | undefined>();

const unguarded = (fetch: Fetch | undefined): Fetch | undefined =>
  fetch !== undefined && bases.has(fetch) ? bases.get(fetch) : fetch;

/** Wraps a fetch so that a session's end is thrown as such; every other request and answer passes unchanged. */
export function guardedFetch(options: GuardOptions): Fetch {
  const { endpoint } = options;
  const pings = new Set<unknown>();
  const redirects = new Set<string>();
  const given = unguarded(options.fetch);
  const base: Fetch = (url, init) => (given ?? globalThis.fetch)(url, init);
  // OAuth discovery and registration go through the same fetch, to other addresses.
  const ours = (url: string | URL): boolean =>
    url === endpoint || String(url) === String(endpoint) || redirects.has(String(url));

  const ping = async (refused: RequestInit): Promise<boolean> => {
    const body = pingBody();
    pings.add(body);
    try {
      return await sessionAnswers(options.stockFetch(), endpoint, refused, body);
    } finally {
      pings.delete(body);
    }
  };

  const guarded: Fetch = async (url, init) => {
    if (!ours(url) || (pings.size > 0 && pings.has(init?.body))) return base(url, init);
    const session = options.session();
    const life = session.current();
    const request = readRequest(init);
    const response = await base(url, request.initialize ? withoutSession(init, request) : init);
    noteRedirect(response, url, redirects);
    if (request.kind === 'post')
      return response.ok
        ? servedPost(session, life, request, response)
        : refusedPost(options, session, life, request, response);
    if (response.status !== 404 || request.sessionId === undefined) return response;
    if (request.kind === 'delete') return answerDelete(response);
    if (request.kind !== 'get') return response;
    return answerGet(options, session, request.sessionId, response, () => ping(init ?? {}));
  };
  bases.set(guarded, given);
  return guarded;
}

// Spec: the client starts a new session by an InitializeRequest without a session id. Stock v1 sends a stale one.
function withoutSession(init: RequestInit | undefined, request: SentRequest): RequestInit | undefined {
  if (request.sessionId === undefined) return init;
  const headers = new Headers(request.headers);
  headers.delete('mcp-session-id');
  return { ...init, headers };
}

function servedPost(session: Session, life: Life, request: SentRequest, response: Response): Response {
  if (request.initialize) session.adopt(response.headers.get('mcp-session-id') || undefined);
  else if (isStream(response)) session.noteStream(response.body, life);
  return response;
}

const isStream = (response: Response): boolean => /event-stream/i.test(response.headers.get('content-type') ?? '');

async function refusedPost(
  options: GuardOptions,
  session: Session,
  life: Life,
  request: SentRequest,
  response: Response,
): Promise<Response> {
  if (request.initialize || isSessionless(request)) return response;
  if (request.sessionId === undefined ? !refusedInGap(life, response) : response.status !== 404) return response;
  if (request.sessionId !== undefined) session.expire(request.sessionId);
  const { status } = response;
  const text = await boundedText(response);
  throw options.expired(`Session expired (HTTP ${status}): ${text}`, { status, text });
}

// Without an id, servers answer 400 ("no session id") or 404.
function refusedInGap(life: Life, response: Response): boolean {
  return life.gap && (response.status === 400 || response.status === 404);
}

// The caller's wish is already true. The stock code takes a success for it and forgets the id.
function answerDelete(response: Response): Response {
  cancelBody(response);
  return new Response(null, { status: 200 });
}

async function answerGet(
  options: GuardOptions,
  session: Session,
  sent: string,
  response: Response,
  ping: () => Promise<boolean>,
): Promise<Response> {
  if (options.get404 === 'ignore') return response;
  const known = session.current().id !== sent;
  if (options.get404 === 'confirm' && !known && (await ping())) return response;
  session.expire(sent);
  cancelBody(response);
  const { status, statusText } = response;
  throw options.expired('Failed to open SSE stream: session expired (HTTP 404)', { status, statusText });
}

// Newer SDKs follow redirects themselves: the next request goes to the target, with the same headers.
function noteRedirect(response: Response, from: string | URL, redirects: Set<string>): void {
  if (response.status < 301 || response.status > 308) return;
  const location = response.headers.get('location');
  if (location === null || !URL.canParse(location, String(from))) return;
  if (redirects.size === MAX_REDIRECT_TARGETS) redirects.clear();
  redirects.add(new URL(location, from).href);
}
