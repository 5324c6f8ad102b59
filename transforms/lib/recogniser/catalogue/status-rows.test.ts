import { expect, test } from 'vitest';
import { tableOf } from './rows.test.kit.ts';
import { statusRows } from './status-rows.ts';

test('other statuses carry their reason phrase', () => {
  expect(tableOf(statusRows('v1'))).toMatchObject({
    'http-401': 'other: Error: Streamable HTTP error: Error POSTing to endpoint: Unauthorized',
    'http-410': 'other: Error: Streamable HTTP error: Error POSTing to endpoint: Gone',
    'http-503': 'other: Error: Streamable HTTP error: Error POSTing to endpoint: Service Unavailable',
    'old-http-500': 'other: Error: Error POSTing to endpoint (HTTP 500): Internal Server Error',
  });
  expect(tableOf(statusRows('v2'))).toMatchObject({
    'http-429': 'other: SdkHttpError: Error POSTing to endpoint: Too Many Requests',
  });
});

test('the 400s about a session are kinds of their own', () => {
  const unsaid = Object.entries(tableOf(statusRows('v1'))).filter(([, text]) => text.startsWith('unsaid'));
  expect(unsaid.map(([id]) => id)).toEqual(['400', '400-header', '400-server']);
  expect(unsaid.map(([, text]) => /Bad Request: ([^"]+)/.exec(text)?.[1])).toEqual([
    'No valid session ID provided',
    'Mcp-Session-Id header is required',
    'Server not initialized',
  ]);
});

test('the patched transport leaves them as they are', () => {
  for (const row of statusRows('v1')) expect(row.patched).toBe(row.stock);
});
