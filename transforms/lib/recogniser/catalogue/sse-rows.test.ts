import { expect, test } from 'vitest';
import { tableOf } from './rows.test.kit.ts';
import { sseConnectRow, sseRows } from './sse-rows.ts';

test('the old SSE transport throws plain errors, and a class of its own at connect', () => {
  expect(tableOf(sseRows)).toMatchObject({
    'sse-text': 'sse: Error: Error POSTing to endpoint (HTTP 404): Session not found',
    'sse-empty': 'sse: Error: Error POSTing to endpoint (HTTP 404): ',
  });
  expect(tableOf([sseConnectRow])).toEqual({ 'sse-404': 'beside: Error: SSE error: Non-200 status code (404)' });
});
