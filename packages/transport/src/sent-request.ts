// What a request of the transport carried, read off the arguments of fetch at the moment of the call.

/** A fetch as the SDKs know it. */
export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** One HTTP request of the transport. */
export interface SentRequest {
  readonly kind: 'post' | 'get' | 'delete' | 'other';
  /** The `Mcp-Session-Id` it carries. */
  readonly sessionId: string | undefined;
  readonly headers: Headers;
  /** A POST whose message is `initialize`. */
  readonly initialize: boolean;
}

const KINDS: Readonly<Record<string, SentRequest['kind']>> = { POST: 'post', GET: 'get', DELETE: 'delete' };

/** Reads method, headers and message of a request. */
export function readRequest(init: RequestInit | undefined): SentRequest {
  const headers = init?.headers instanceof Headers ? init.headers : new Headers(init?.headers);
  return {
    kind: KINDS[(init?.method ?? 'GET').toUpperCase()] ?? 'other',
    sessionId: headers.get('mcp-session-id') || undefined,
    headers,
    initialize: isInitialize(init?.body),
  };
}

/** Whether it is of protocol revision 2026-07-28, which has no sessions: such a POST has an `Mcp-Method` header. */
export function isSessionless(request: SentRequest): boolean {
  return request.headers.has('mcp-method');
}

// Parsed only when the text could be it: every message of a healthy session passes through here.
function isInitialize(body: unknown): boolean {
  if (typeof body !== 'string' || !body.includes('"initialize"')) return false;
  const message = parsed(body);
  const messages: readonly unknown[] = Array.isArray(message) ? message : [message];
  return messages.some((each) => (each as { method?: unknown } | null)?.method === 'initialize');
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
