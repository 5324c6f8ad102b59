import { describe, expect, test } from 'vitest';
import { readRequest } from './sent-request.ts';

const post = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });

describe('readRequest', () => {
  test('reads the id from any kind of headers', () => {
    for (const headers of [
      { 'MCP-Session-Id': 'one' },
      [['mcp-session-id', 'one']] as [string, string][],
      new Headers({ 'mcp-session-id': 'one' }),
    ]) {
      expect(readRequest({ headers }).sessionId).toBe('one');
    }
    expect(readRequest({ headers: { 'mcp-session-id': '' } }).sessionId).toBeUndefined();
    expect(readRequest(undefined)).toMatchObject({ kind: 'get', sessionId: undefined, initialize: false });
  });

  test('knows initialize, alone and in a batch, and nothing that only mentions it', () => {
    expect(readRequest(post({ jsonrpc: '2.0', id: 1, method: 'initialize' })).initialize).toBe(true);
    expect(readRequest(post([{ method: 'ping' }, { method: 'initialize' }])).initialize).toBe(true);
    expect(readRequest(post({ method: 'tools/call', params: { name: 'initialize' } })).initialize).toBe(false);
    expect(readRequest(post({ method: 'notifications/initialized' })).initialize).toBe(false);
    expect(readRequest(post([null, 1])).initialize).toBe(false);
    expect(readRequest({ method: 'POST', body: 'no JSON, "initialize"' }).initialize).toBe(false);
  });
});
