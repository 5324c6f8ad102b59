import type { ServerResponse } from 'node:http';

export const SESSION_NOT_FOUND = { code: -32001, message: 'Session not found' } as const;

export function refuse(response: Pick<ServerResponse, 'writeHead' | 'end'>): void {
  response.writeHead(404, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ jsonrpc: '2.0', error: SESSION_NOT_FOUND, id: null }));
}
