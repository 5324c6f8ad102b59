import { Hono } from 'hono';

const ERRORS = {
  badRequest: { status: 400, code: -32000, message: 'Bad Request: Mcp-Session-Id header is required' },
  sessionNotFound: { status: 404, code: -32001, message: 'Session not found' },
} as const;

export function routes(isKnown: (id: string) => boolean): Hono {
  const hono = new Hono();
  hono.all('/mcp', (c) => {
    const id = c.req.header('mcp-session-id');
    const problem = id === undefined ? ERRORS.badRequest : isKnown(id) ? undefined : ERRORS.sessionNotFound;
    if (problem === undefined) return c.body(null, 202);
    const { status, code, message } = problem;
    return c.json({ jsonrpc: '2.0', error: { code, message }, id: null }, status);
  });
  return hono;
}
