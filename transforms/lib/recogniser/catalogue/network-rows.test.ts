import { expect, test } from 'vitest';
import { toText } from '../language/coerce.ts';
import { networkRows } from './network-rows.ts';
import { tableOf } from './rows.test.kit.ts';
import { isObject } from '../language/value.ts';

test('what fails before an answer', () => {
  expect(tableOf(networkRows)).toEqual({
    refused: 'other: TypeError: fetch failed',
    'hang-up': 'other: TypeError: fetch failed',
    reset: 'other: Error: read ECONNRESET',
    aborted: 'other: AbortError: This operation was aborted',
    'not-connected': 'other: Error: Not connected',
  });
});

test('fetch tells the reason in its cause', () => {
  const causes = networkRows.flatMap((row) => {
    const value = row.stock();
    const cause = isObject(value) ? value.own.get('cause') : undefined;
    return isObject(cause) ? [`${String(toText(cause))}, ${String(cause.own.get('code'))}`] : [];
  });
  expect(causes).toEqual([
    'Error: connect ECONNREFUSED 127.0.0.1:3000, ECONNREFUSED',
    'SocketError: other side closed, UND_ERR_SOCKET',
  ]);
});
