import { expect, test } from 'vitest';
import { expiredRows, goneBodies } from './expired-rows.ts';
import { tableOf } from './rows.test.kit.ts';

const v1 = tableOf(expiredRows('v1'));
const v2 = tableOf(expiredRows('v2'));

test('every body, today and from older releases', () => {
  for (const [id, , body] of goneBodies) {
    expect(v1[id]).toBe(`expired: Error: Streamable HTTP error: Error POSTing to endpoint: ${body}`);
    expect(v2[id]).toBe(`expired: SdkHttpError: Error POSTing to endpoint: ${body}`);
    expect(v1[`old-${id}`]).toBe(`wording: Error: Error POSTing to endpoint (HTTP 404): ${body}`);
  }
});

test('the ways that have no body', () => {
  expect(v1['stream']).toBe('expired: Error: Streamable HTTP error: Failed to open SSE stream: Not Found');
  expect(v1['wrapped']).toBe('wrapped: Error: Tool call failed');
  expect(v1['gap-400']).toContain('gap: Error: Streamable HTTP error: Error POSTing to endpoint: {"jsonrpc"');
  expect(Object.keys(v2)).toEqual(Object.keys(v1));
});

test('the patched transport says so in one way', () => {
  const texts = tableOf(expiredRows('v2').map((row) => ({ ...row, stock: () => row.patched() })));
  expect(texts['text']).toBe('expired: SdkHttpError: Session expired (HTTP 404): Session not found');
  expect(texts['old-text']).toBe('wording: SdkHttpError: Session expired (HTTP 404): Session not found');
  expect(texts['stream']).toBe('expired: SdkHttpError: Failed to open SSE stream: session expired (HTTP 404)');
  expect(texts['gap-400']).toContain('gap: SdkHttpError: Session expired (HTTP 400): {"jsonrpc"');
});
