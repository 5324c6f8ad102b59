import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Registry {
  has(sessionId: string): boolean;
}

export function gateway(registry: Registry) {
  return (request: Pick<IncomingMessage, 'headers'>, response: Pick<ServerResponse, 'writeHead' | 'end'>): boolean => {
    const sessionId = request.headers['mcp-session-id'];
    if (typeof sessionId !== 'string' || registry.has(sessionId)) return true;
    const message = `Session not found: ${sessionId}`;
    response.writeHead(404).end(JSON.stringify({ error: { code: -32001, message } }));
    return false;
  };
}
