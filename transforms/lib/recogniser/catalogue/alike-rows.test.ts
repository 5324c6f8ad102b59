import { expect, test } from 'vitest';
import { alikeRows } from './alike-rows.ts';
import { tableOf } from './rows.test.kit.ts';

test('404s of a session that did not expire', () => {
  expect(tableOf(alikeRows('v1'))).toEqual({
    'connect-404': 'alike: Error: Streamable HTTP error: Error POSTing to endpoint: Not Found',
    'get-404': 'alike: Error: Streamable HTTP error: Failed to open SSE stream: Not Found',
    'terminate-404': 'alike: Error: Streamable HTTP error: Failed to terminate session: Not Found',
  });
});

test('the patched transport takes a 404 on terminating for success', () => {
  const patched = alikeRows('v2').map((row) => [row.id, row.patched() === undefined]);
  expect(patched).toEqual([['connect-404', false], ['get-404', false], ['terminate-404', true]]); // prettier-ignore
});
