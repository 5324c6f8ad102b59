// The situations every consumer is put into. What a client throws in them is thrown by real clients against real servers.

/** How the server answers a request of a session that was opened before it struck. */
export type Happening =
  | { readonly kind: 'refuse'; readonly status: number; readonly type?: string; readonly body: string }
  /** There is no MCP here at all: every request is a 404. */
  | { readonly kind: 'no-route' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'hang-up' }
  /** The process is gone. */
  | { readonly kind: 'gone' }
  /** A JSON-RPC error inside a 200. */
  | { readonly kind: 'rpc-error'; readonly code: number; readonly message: string };

/** What no server does: the client's own doing, the old transport's, or none of the SDK's. */
export type Made = 'closed' | 'cause' | 'own' | 'sse-connect' | 'sse-post';

export interface Row {
  /** Short and plain; a line of outcomes.txt lists them. */
  readonly name: string;
  /**
   * - `expired`: the session is gone; the new code has to recover
   * - `wrapped`: the same inside a `cause`; the new code may
   * - `alike`: nothing expired, though the stock client says the same; only the new code can tell
   * - `sse`: asked only where the old transport is in use
   * - `other`: nothing may change
   */
  readonly kind: 'expired' | 'wrapped' | 'alike' | 'sse' | 'other';
  readonly what: Happening | Made;
}

const rpc = (code: number, message: string): string =>
  JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id: null });
const html = '<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>';
const json = 'application/json';

const refuse = (status: number, body: string, type = 'text/plain'): Happening => ({
  kind: 'refuse',
  status,
  body,
  type,
});

/** In the order in which tables name them. */
export const rows: readonly Row[] = [
  { name: 'expired -32001', kind: 'expired', what: refuse(404, rpc(-32001, 'Session not found'), json) },
  { name: 'expired -32002', kind: 'expired', what: refuse(404, rpc(-32002, 'Session not found'), json) },
  { name: 'expired text', kind: 'expired', what: refuse(404, 'Session not found') },
  { name: 'expired html', kind: 'expired', what: refuse(404, html, 'text/html') },
  { name: 'expired empty', kind: 'expired', what: { kind: 'refuse', status: 404, body: '' } },
  { name: 'expired in a cause', kind: 'wrapped', what: 'cause' },
  { name: '404 at connect', kind: 'alike', what: { kind: 'no-route' } },
  {
    name: 'session not found in a 200',
    kind: 'alike',
    what: { kind: 'rpc-error', code: -32001, message: 'Session not found' },
  },
  {
    name: '400 no session id',
    kind: 'other',
    what: refuse(400, rpc(-32000, 'Bad Request: No valid session ID provided'), json),
  },
  {
    name: '400 not initialized',
    kind: 'other',
    what: refuse(400, rpc(-32000, 'Bad Request: Server not initialized'), json),
  },
  { name: '401', kind: 'other', what: refuse(401, 'Unauthorized') },
  { name: '403', kind: 'other', what: refuse(403, 'Forbidden') },
  { name: '410', kind: 'other', what: refuse(410, 'Gone') },
  { name: '429', kind: 'other', what: refuse(429, 'Too Many Requests') },
  { name: '500', kind: 'other', what: refuse(500, 'Internal Server Error') },
  { name: '503', kind: 'other', what: refuse(503, 'Service Unavailable') },
  { name: 'timeout', kind: 'other', what: { kind: 'silence' } },
  { name: 'closed', kind: 'other', what: 'closed' },
  { name: 'hung up', kind: 'other', what: { kind: 'hang-up' } },
  { name: 'refused', kind: 'other', what: { kind: 'gone' } },
  {
    name: 'invalid params',
    kind: 'other',
    what: { kind: 'rpc-error', code: -32602, message: 'Invalid arguments for tool search' },
  },
  { name: 'own error', kind: 'other', what: 'own' },
  { name: 'sse 404', kind: 'sse', what: 'sse-connect' },
  { name: 'sse session gone', kind: 'sse', what: 'sse-post' },
];
