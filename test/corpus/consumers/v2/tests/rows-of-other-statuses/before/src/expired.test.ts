import { Client, SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';
import { expect, test, vi } from 'vitest';
import { isExpired, transportTo } from './expired.js';

test.each([
  [400, 'Bad Request: session id required'],
  [405, 'Method Not Allowed'],
  [410, 'session gone'],
  [503, 'Session not found here'],
])('%i is no expired session', (status, text) => {
  expect(isExpired(new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, text, { status }))).toBe(false);
});

test('an expired session is told by a 404 to its id', async () => {
  const fetch = vi.fn(async () => new Response('Session not found', { status: 404 }));
  const client = new Client({ name: 'test', version: '1.0.0' });
  await expect(client.connect(transportTo(new URL('https://example.com/mcp'), fetch))).rejects.toThrow();
  expect(fetch).toHaveBeenCalled();
});
