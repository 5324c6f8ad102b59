import { expect, test } from 'vitest';
import { catalogue, isExpired, type Row } from './catalogue.ts';
import { saysExpired, sdkHttpError, streamableHttpError } from './sdk.ts';
import { isInstance, type ObjectValue, type Value } from './value.ts';

const both = catalogue({ generations: new Set(['v1', 'v2'] as const), sse: true });
const row = (id: string, generation: Row['generation']): Row => {
  const found = both.find((item) => item.id === id && item.generation === generation);
  if (found === undefined) throw new Error(`no row ${id}`);
  return found;
};
const own = (value: Value, key: string): Value => (value as ObjectValue).own.get(key);

test('every row is there once', () => {
  const ids = both.map(({ id, generation }) => `${generation} ${id}`);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the stock rows say what the SDKs say', () => {
  const v1 = row('text', 'v1').stock();
  expect([own(v1, 'code'), own(v1, 'message')]).toEqual([
    404,
    'Streamable HTTP error: Error POSTing to endpoint: Session not found',
  ]);
  expect(own(row('old-text', 'v1').stock(), 'message')).toBe('Error POSTing to endpoint (HTTP 404): Session not found');
  const v2 = row('text', 'v2').stock();
  expect([own(v2, 'code'), own(v2, 'message')]).toEqual([
    'CLIENT_HTTP_NOT_IMPLEMENTED',
    'Error POSTing to endpoint: Session not found',
  ]);
  expect(own(row('timeout', 'v1').stock(), 'message')).toBe('MCP error -32001: Request timed out');
  expect(own(row('timeout', 'v2').stock(), 'code')).toBe('REQUEST_TIMEOUT');
});

test('every expired row carries the code once patched, and no other does', () => {
  for (const item of both) {
    expect(saysExpired(item.stock()), item.id).toBe(false);
    expect(saysExpired(item.patched()), item.id).toBe(isExpired(item));
  }
});

test('the patched errors keep their stock class', () => {
  for (const item of both.filter(({ kind }) => kind === 'expired')) {
    expect(isInstance(item.patched(), item.generation === 'v1' ? streamableHttpError : sdkHttpError), item.id).toBe(
      true,
    );
  }
});

test('each call makes a value of its own', () => {
  expect(row('text', 'v1').stock()).not.toBe(row('text', 'v1').stock());
});
