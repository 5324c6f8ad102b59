// A GET that answers 404 may mean a dead session or a server without a GET route. A ping with the same id tells them apart.
import { boundedText } from './bounded-text.ts';
import { type Fetch } from './sent-request.ts';

/** At most this long is waited for the ping, in milliseconds. */
export const MAX_PING_MS = 5_000;

const MAX_REDIRECTS = 5;
/** Spec: a server answers a method it does not know with HTTP 404 and this code; it looked at the session first. */
const METHOD_NOT_FOUND = -32601;

let pings = 0;

/** A ping, told from the transport's own messages by its id. */
export function pingBody(): string {
  return JSON.stringify({ jsonrpc: '2.0', id: `resession-ping-${++pings}`, method: 'ping' });
}

/**
 * Asks with one POST whether the session that a refused GET carried still lives.
 * @param send the transport's fetch, with its proofs and the caller's own `fetch` below
 * @param refused the arguments of the GET
 * @returns true on 2xx, or on 404 with a JSON-RPC -32601 body; false on anything else, within 5 s
 * @throws the signal's reason when the request is aborted meanwhile
 */
export async function sessionAnswers(
  send: Fetch,
  endpoint: string | URL,
  refused: RequestInit,
  body: string,
): Promise<boolean> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), MAX_PING_MS);
  const outer = refused.signal;
  const abort = (): void => timeout.abort();
  outer?.addEventListener('abort', abort, { once: true });
  if (outer?.aborted === true) abort();
  try {
    const headers = new Headers(refused.headers);
    headers.delete('last-event-id');
    headers.delete('dpop');
    headers.set('accept', 'application/json, text/event-stream');
    headers.set('content-type', 'application/json');
    const init = { ...refused, method: 'POST', headers, body, signal: timeout.signal };
    return await orAborted(follow(send, endpoint, init).then(provesLife), timeout.signal);
  } catch {
    outer?.throwIfAborted();
    return false;
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', abort);
  }
}

async function provesLife(response: Response): Promise<boolean> {
  if (response.ok || response.status !== 404) {
    cancelBody(response);
    return response.ok;
  }
  const text = await boundedText(response);
  if (typeof text !== 'string') return false;
  const answer = JSON.parse(text) as { jsonrpc?: unknown; error?: { code?: unknown } } | null;
  return answer?.jsonrpc === '2.0' && answer.error?.code === METHOD_NOT_FOUND;
}

// The SDK asks for `redirect: 'manual'` where it follows only within the origin; the ping then goes the way the POSTs go.
async function follow(send: Fetch, url: string | URL, init: RequestInit): Promise<Response> {
  let at = new URL(url);
  for (let hops = 0; ; hops++) {
    const response = await send(at, init);
    const location = response.headers.get('location');
    const redirected = response.status === 307 || response.status === 308;
    if (init.redirect !== 'manual' || !redirected || location === null || hops === MAX_REDIRECTS) return response;
    const next = new URL(location, at);
    if (next.origin !== at.origin) return response;
    cancelBody(response);
    at = next;
  }
}

/** Lets go of a body that nobody will read. */
export function cancelBody(response: Response): void {
  const body: unknown = response.body;
  if (body instanceof ReadableStream && !body.locked) body.cancel().catch(() => undefined);
}

// A custom fetch need not listen to its signal.
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  work.catch(() => undefined);
  return new Promise<T>((resolve, reject) => {
    const stop = (): void => reject(new Error('aborted'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
